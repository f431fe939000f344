package org.folioscope.scenarios.run;

import org.folioscope.block.DeviceOptions;
import org.folioscope.scenarios.calls.UmountCall;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.bdi.WritebackOptions;
import org.folioscope.vm.contract.FilesystemProvider;
import org.folioscope.vm.contract.FormatOptions;
import org.folioscope.vm.folio.MemoryOptions;
import org.folioscope.vm.vfs.MountOptions;
import org.folioscope.vm.vmstat.DirtyOptions;
import org.folioscope.vm.waitqueue.WaitOptions;

/** All that a machine is wired for: configurations that differ in nothing of it can share one. */
record Hardware(
    Policies policies,
    FilesystemProvider filesystem,
    DeviceOptions device,
    WaitOptions waits,
    MemoryOptions memory,
    WritebackOptions writeback,
    DirtyOptions dirty,
    MountOptions mount,
    FormatOptions format) {

  static Hardware of(Configuration configuration) {
    Scenario scenario = configuration.scenario();
    return new Hardware(
        configuration.policies(),
        configuration.filesystem(),
        configuration.device(),
        MachineOptions.waits(scenario),
        MachineOptions.memory(scenario),
        MachineOptions.writeback(scenario),
        MachineOptions.dirty(scenario),
        new MountOptions(UmountCall.isUsedBy(scenario)),
        MachineOptions.format(scenario));
  }
}
