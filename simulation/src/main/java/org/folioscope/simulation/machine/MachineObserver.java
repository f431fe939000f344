package org.folioscope.simulation.machine;

import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.state.AccessListener;

/**
 * Watches the log as it grows: folds it and changes nothing. What it reads is in no footprint. What
 * it has to complain about may go into the log at once, in the same step.
 */
@FunctionalInterface
public interface MachineObserver {

  /** The event is in the log and applied. */
  void happened(long number, int task, Event event);

  /**
   * Says what the order of this event and others means to the observer, before {@link #happened}:
   * one that judges by the order of events which the machine may swap must say so here, or
   * exploring would take executions for equal that it judges differently. Locations below zero
   * ({@link #location}) are no state.
   */
  default void order(Event event, AccessListener footprint) {}

  /**
   * A location of an observer.
   *
   * @param kind tells what it is about, 0 to 1023
   * @param key which one, 0 to 2^40
   */
  static long location(int kind, long key) {
    return -1 - ((long) kind << 41 | key);
  }
}
