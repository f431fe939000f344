package org.folioscope.scenarios.run;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import jakarta.inject.Singleton;
import org.folioscope.block.DeviceOptions;
import org.folioscope.eventlog.state.StateSpace;
import org.folioscope.gup.DirectIoPages;
import org.folioscope.simulation.coroutine.Coroutines;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.bdi.WritebackOptions;
import org.folioscope.vm.contract.FilesystemType;
import org.folioscope.vm.contract.FormatOptions;
import org.folioscope.vm.folio.MemoryOptions;
import org.folioscope.vm.vfs.MountOptions;
import org.folioscope.vm.vfs.UserPages;
import org.folioscope.vm.vmstat.DirtyOptions;
import org.folioscope.vm.waitqueue.WaitOptions;

/** Wires one emulated machine. */
final class MachineBindings extends AbstractModule {

  private final Configuration configuration;

  MachineBindings(Configuration configuration) {
    this.configuration = configuration;
  }

  @Override
  protected void configure() {
    Hardware hardware = Hardware.of(configuration);
    bind(Policies.class).toInstance(hardware.policies());
    bind(DeviceOptions.class).toInstance(hardware.device());
    bind(WaitOptions.class).toInstance(hardware.waits());
    bind(MemoryOptions.class).toInstance(hardware.memory());
    bind(WritebackOptions.class).toInstance(hardware.writeback());
    bind(DirtyOptions.class).toInstance(hardware.dirty());
    bind(MountOptions.class).toInstance(hardware.mount());
    bind(FormatOptions.class).toInstance(hardware.format());
    bind(UserPages.class).to(DirectIoPages.class);
    bind(FilesystemType.class).to(hardware.filesystem().type());
  }

  @Provides
  @Singleton
  StateSpace stateSpace() {
    return new StateSpace();
  }

  @Provides
  @Singleton
  Machine machine(StateSpace space) {
    return new Machine(space, Coroutines.fastest());
  }
}
