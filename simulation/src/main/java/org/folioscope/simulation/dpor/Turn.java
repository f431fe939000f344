package org.folioscope.simulation.dpor;

import org.folioscope.simulation.machine.Accesses;

/**
 * A turn of a task: who, and what it touched. Turns of different tasks that do not conflict
 * commute.
 *
 * @param task who took it
 * @param accesses everything that it touched
 * @param gate what decided that it could be taken: part of what it read
 * @param started the tasks that it started
 */
record Turn(int task, Accesses accesses, Accesses gate, int[] started) {

  /** Whether the two may not change places. */
  boolean dependsOn(Turn other) {
    return task == other.task || accesses.conflictsWith(other.accesses);
  }

  /** Whether the two are turns of one task that touch the same. */
  boolean isLike(Turn other) {
    return this == other || (task == other.task && accesses.equals(other.accesses));
  }

  boolean starts(int other) {
    for (int id : started) {
      if (id == other) {
        return true;
      }
    }
    return false;
  }
}
