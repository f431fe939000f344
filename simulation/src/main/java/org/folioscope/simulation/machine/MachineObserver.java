package org.folioscope.simulation.machine;

import org.folioscope.eventlog.log.Event;

/** Watches the log as it grows: folds it, is in no footprint, changes nothing. */
@FunctionalInterface
public interface MachineObserver {

  /** The event is in the log and applied. */
  void happened(long number, int task, Event event);
}
