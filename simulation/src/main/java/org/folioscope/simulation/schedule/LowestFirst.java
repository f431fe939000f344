package org.folioscope.simulation.schedule;

/**
 * The running task goes on until it blocks, then the lowest runnable one: the schedule without
 * deviations.
 */
public final class LowestFirst implements Scheduler {

  @Override
  public int choose(Choice choice) {
    return choice.defaultTask();
  }
}
