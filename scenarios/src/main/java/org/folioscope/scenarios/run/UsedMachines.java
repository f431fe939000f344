package org.folioscope.scenarios.run;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.folioscope.eventlog.state.StateSpace;

/**
 * Machines that many configurations use, one after the other, each of which finds its machine as
 * empty as a new one: to wire one costs more than a short program's runs. After so many uses a
 * machine is wired anew, so that machines of different collections have different pasts and what a
 * past leaves behind shows as a difference between them.
 */
public final class UsedMachines {

  private static final int MOST_MACHINES = 16;

  private final int mostUses;

  /** Those used last at the end; the first one goes when there are too many. */
  private final SequencedMap<Hardware, Used> machines = new LinkedHashMap<>();

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
    }
    machines.putLast(hardware, used);
    if (machines.size() > MOST_MACHINES) {
      machines.pollFirstEntry();
    }
    return used.again();
  }
}
