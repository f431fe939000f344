package org.folioscope.simulation.machine;

import org.folioscope.eventlog.log.Event;

/**
 * Watches the log as it grows: folds it, is in no footprint, changes nothing. What it has to
 * complain about may go into the log at once, in the same step.
 */
@FunctionalInterface
public interface MachineObserver {

  /** The event is in the log and applied. */
  void happened(long number, int task, Event event);
}
