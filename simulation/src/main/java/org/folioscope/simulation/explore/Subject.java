package org.folioscope.simulation.explore;

import org.folioscope.simulation.schedule.Scheduler;

/**
 * What is explored: something that can be executed again and again from the same state. A function
 * of the schedule alone.
 */
@FunctionalInterface
public interface Subject {

  /** Executes once, from the set-up mark, under the scheduler. */
  Trial run(Scheduler scheduler);
}
