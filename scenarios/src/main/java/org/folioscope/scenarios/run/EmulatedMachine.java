package org.folioscope.scenarios.run;

import com.google.inject.Guice;
import com.google.inject.Stage;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Supplier;
import org.folioscope.block.BlockDevice;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.scenarios.calls.CallTable;
import org.folioscope.scenarios.calls.PowerSwitch;
import org.folioscope.scenarios.calls.ProgramState;
import org.folioscope.scenarios.plugin.Injection;
import org.folioscope.scenarios.plugin.PluginFilesystem;
import org.folioscope.simulation.lock.Locks;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.report.Reports;
import org.folioscope.simulation.time.Timers;
import org.folioscope.vm.contract.FilesystemType;
import org.folioscope.vm.contract.Mounts;
import org.folioscope.vm.inode.Inodes;
import org.folioscope.vm.memfile.MemoryFiles;
import org.folioscope.vm.mm.Mms;
import org.folioscope.vm.reclaim.Reclaim;
import org.folioscope.vm.vfs.BufferedIo;
import org.folioscope.vm.vfs.UserMemory;
import org.folioscope.vm.writeback.Flusher;

/**
 * One emulated machine, wired and empty: nothing is formatted, no task runs.
 *
 * @param timers named so that virtual time exists on every machine
 */
@Singleton
public record EmulatedMachine(
    Machine machine,
    Reports reports,
    BlockDevice device,
    Locks locks,
    Timers timers,
    FilesystemType filesystem,
    Mounts mounts,
    Inodes inodes,
    MemoryFiles memoryFiles,
    BufferedIo buffered,
    Flusher flusher,
    Reclaim reclaim,
    Mms mms,
    UserMemory memory,
    CallTable calls,
    ProgramState programs,
    PowerSwitch power) {

  /** Called by the injector. */
  @Inject
  public EmulatedMachine {}

  /**
   * Wires a machine for a configuration; the same owners in the same order each time.
   *
   * @throws org.folioscope.scenarios.plugin.PluginException if a plug-in's filesystem cannot be
   *     built
   */
  public static EmulatedMachine wire(Configuration configuration) {
    Supplier<EmulatedMachine> wiring =
        () ->
            Guice.createInjector(Stage.DEVELOPMENT, new MachineBindings(configuration))
                .getInstance(EmulatedMachine.class);
    return configuration.filesystem() instanceof PluginFilesystem from
        ? Injection.of(from, wiring)
        : wiring.get();
  }

  /** Who owns the state, in the order of the families in a log. */
  public List<StateOwner<?>> owners() {
    return machine.owners();
  }

  /** The vocabularies of the machine. */
  public List<EventFamily<?>> families() {
    return machine.owners().stream().<EventFamily<?>>map(StateOwner::family).toList();
  }
}
