package org.folioscope.vm.contract.kit;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import java.util.List;
import org.folioscope.block.DeviceOptions;
import org.folioscope.simulation.lock.Locks;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.simulation.report.Reports;
import org.folioscope.vm.bdi.WritebackOptions;
import org.folioscope.vm.buffers.BufferHeads;
import org.folioscope.vm.contract.FilesystemProvider;
import org.folioscope.vm.contract.FilesystemType;
import org.folioscope.vm.folio.MemoryOptions;
import org.folioscope.vm.io.PageIo;
import org.folioscope.vm.reclaim.Reclaim;
import org.folioscope.vm.vfs.BufferedIo;
import org.folioscope.vm.vfs.DirectIo;
import org.folioscope.vm.vfs.UserMemory;
import org.folioscope.vm.vfs.UserPages;
import org.folioscope.vm.vmstat.DirtyOptions;
import org.folioscope.vm.waitqueue.WaitOptions;

/**
 * One machine with one filesystem. The owners of state exist from the start, so that a log can be
 * folded into a blank machine.
 */
final class BenchModule extends AbstractModule {

  private static final List<Class<?>> EAGER =
      List.of(
          Reports.class,
          Locks.class,
          BufferHeads.class,
          PageIo.class,
          Reclaim.class,
          BufferedIo.class,
          DirectIo.class,
          UserMemory.class);

  private final Machine machine;
  private final Bench.Options options;
  private final FilesystemProvider provider;

  BenchModule(Machine machine, Bench.Options options, FilesystemProvider provider) {
    this.machine = machine;
    this.options = options;
    this.provider = provider;
  }

  @Override
  protected void configure() {
    bind(Machine.class).toInstance(machine);
    bind(Policies.class).toInstance(options.policies());
    bind(DeviceOptions.class).toInstance(options.device());
    bind(WaitOptions.class).toInstance(WaitOptions.DEFAULT);
    bind(MemoryOptions.class).toInstance(MemoryOptions.DEFAULT);
    bind(WritebackOptions.class).toInstance(WritebackOptions.DEFAULT);
    bind(DirtyOptions.class).toInstance(DirtyOptions.NONE);
    EAGER.forEach(part -> bind(part).asEagerSingleton());
    bind(FilesystemType.class).to(provider.type()).asEagerSingleton();
    bind(UserPages.class).to(HeldPages.class).in(Singleton.class);
  }
}
