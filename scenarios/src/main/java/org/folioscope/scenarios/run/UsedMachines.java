package org.folioscope.scenarios.run;

import java.util.LinkedHashMap;
import java.util.Map;
import org.folioscope.block.DeviceOptions;
import org.folioscope.eventlog.state.StateSpace;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.bdi.WritebackOptions;
import org.folioscope.vm.contract.FilesystemProvider;
import org.folioscope.vm.contract.FormatOptions;
import org.folioscope.vm.folio.MemoryOptions;
import org.folioscope.vm.waitqueue.WaitOptions;

/**
 * Machines that many configurations use, one after the other, each of which finds its machine as
 * empty as a new one: to wire one costs more than a short program's runs. After so many uses a
 * machine is wired anew, so that machines of different collections have different pasts and what a
 * past leaves behind shows as a difference between them.
 */
public final class UsedMachines {

  private final int mostUses;
  private final Map<Hardware, Used> machines = new LinkedHashMap<>();

  /** All that a machine is wired for; scenarios that differ in nothing of it can share one. */
  private record Hardware(
      Policies policies,
      FilesystemProvider filesystem,
      DeviceOptions device,
      WaitOptions waits,
      MemoryOptions memory,
      WritebackOptions writeback,
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
          MachineOptions.format(scenario));
    }
  }

  private static final class Used {

    private final EmulatedMachine machine;
    private final StateSpace.Mark empty;
    private int uses;

    Used(EmulatedMachine machine) {
      this.machine = machine;
      this.empty = machine.machine().space().mark();
    }

    EmulatedMachine again() {
      uses++;
      machine.machine().clear();
      machine.machine().space().rollback(empty);
      return machine;
    }
  }

  /** No machine yet; each will be used so many times. */
  public UsedMachines(int mostUses) {
    this.mostUses = mostUses;
  }

  /** An empty machine for the configuration; whoever had it before must be through with it. */
  public EmulatedMachine emptyFor(Configuration configuration) {
    Hardware hardware = Hardware.of(configuration);
    Used used = machines.get(hardware);
    if (used == null || used.uses == mostUses) {
      used = new Used(EmulatedMachine.wire(configuration));
      machines.put(hardware, used);
    }
    return used.again();
  }
}
