package org.folioscope.simulation.time;

import org.folioscope.eventlog.log.Event;

/** What happens to virtual time. */
public sealed interface TimeEvent extends Event {

  /** The task wants to be woken at a virtual time, in nanoseconds. */
  record TimerArmed(int task, long deadline) implements TimeEvent {}

  /** The earliest timer fired: it is the deadline now. */
  record TimerFired(int task, long deadline) implements TimeEvent {}
}
