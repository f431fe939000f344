package org.folioscope.simulation.machine;

import org.folioscope.simulation.schedule.Scheduler;

/**
 * A scheduler that looks at what each turn touched. Only for such a scheduler does the machine
 * collect footprints.
 */
public interface TracingScheduler extends Scheduler {

  /**
   * Whether the footprint of the turn that is about to be taken is wanted; otherwise it is given
   * without what it read and wrote.
   */
  default boolean wantsFootprint() {
    return true;
  }

  /** The task has taken a turn; the footprint is only valid during this call. */
  void turn(int task, Footprint footprint);

  /**
   * The run is over and the task could not take another turn; the footprint holds what it would
   * have had to find otherwise, and is only valid during this call. Not called when the run reached
   * its limit of turns or failed.
   */
  default void blocked(int task, Footprint footprint) {}

  /** The run is over; the past can be looked at once the caller is done with the state. */
  default void ended(PastStates past) {}
}
