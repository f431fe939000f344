package org.folioscope.vm.reclaim;

import org.folioscope.simulation.schedule.Choice;
import org.folioscope.simulation.schedule.Scheduler;

/** Lets task 0 take some turns, then task 1 run as far as it can, and goes on by default. */
final class SwitchAfter implements Scheduler {

  private int left;

  SwitchAfter(int turns) {
    this.left = turns;
  }

  @Override
  public int choose(Choice choice) {
    if (left > 0) {
      left--;
      return choice.defaultTask();
    }
    return choice.enables(1) ? 1 : choice.defaultTask();
  }
}
