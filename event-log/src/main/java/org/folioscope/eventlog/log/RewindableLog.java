package org.folioscope.eventlog.log;

/** A log in memory, which many runs can use one after the other from the same point on. */
public interface RewindableLog extends EventLog {

  /**
   * What brings the log back to where it stands now, any number of times. Between steps only; the
   * state is the caller's to roll back.
   */
  Runnable wayBack();
}
