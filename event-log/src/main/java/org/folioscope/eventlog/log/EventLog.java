package org.folioscope.eventlog.log;

/**
 * Where events get their place and are applied. Events come in steps; a step is in the log as a
 * whole or not at all. Used by one thread.
 */
public interface EventLog {

  /** Begins a step. */
  void beginStep(int task, long time, long cause);

  /**
   * Gives the event the next number, writes it down and has its owner apply what was written. Only
   * inside a step.
   */
  <E extends Event> void append(StateOwner<E> owner, E event);

  /** Notes a function entry or return between events; may be dropped by a log that nobody reads. */
  void mark(Mark mark);

  /** Ends the step; from here on it is in the log. A step without events leaves no trace. */
  void endStep();

  /** The number of events so far, which is also the newest event's number. */
  long events();

  /** The number of steps so far that hold at least one event. */
  long steps();
}
