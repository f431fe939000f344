package org.folioscope.simulation.lockdep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.folioscope.simulation.machine.Context;
import org.folioscope.simulation.machine.MachineEvent;
import org.jspecify.annotations.Nullable;

/** What every task holds, and on which CPUs interrupts are off. */
final class Holders {

  private final List<@Nullable Holder> byTask = new ArrayList<>();
  private final List<Holder> known = new ArrayList<>();
  private int[] interruptsOff = new int[0];

  /** The task, -1 for none. */
  Holder of(int task) {
    while (byTask.size() <= task + 1) {
      byTask.add(null);
    }
    Holder holder = byTask.get(task + 1);
    if (holder == null) {
      holder = new Holder(task);
      byTask.set(task + 1, holder);
      known.add(holder);
    }
    return holder;
  }

  void started(MachineEvent.TaskStarted event) {
    of(event.task()).begin(event.name(), event.context(), event.cpu());
  }

  void countInterruptsOff(int cpu, int change) {
    if (cpu >= interruptsOff.length) {
      interruptsOff = Arrays.copyOf(interruptsOff, cpu + 1);
    }
    if (cpu >= 0) {
      interruptsOff[cpu] += change;
    }
  }

  /** Whether an interrupt could come right now. */
  boolean interruptsOn(Holder holder) {
    return holder.context == Context.PROCESS
        && holder.cpu >= 0
        && (holder.cpu >= interruptsOff.length || interruptsOff[holder.cpu] == 0);
  }

  /** Nobody holds anything. */
  void clear() {
    for (int i = 0; i < known.size(); i++) {
      known.get(i).leave();
    }
    Arrays.fill(interruptsOff, 0);
  }
}
