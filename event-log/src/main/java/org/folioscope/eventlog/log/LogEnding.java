package org.folioscope.eventlog.log;

import org.jspecify.annotations.Nullable;

/**
 * Why a cursor gives no further step.
 *
 * @param kind what was found behind the last whole step
 * @param lastEvent the number of the last whole event, 0 if there is none
 * @param message one line for a person, without the log's name: {@code torn after event 12: ...}
 * @param end the end record of a complete log that has one
 */
public record LogEnding(Kind kind, long lastEvent, String message, @Nullable LogEnd end) {

  /** What was found behind the last whole step. */
  public enum Kind {
    /** The end: everything was read and is as it was written. */
    COMPLETE,
    /** Nothing more: the writer was stopped before it finished the log, or is still writing. */
    TORN,
    /** The end of the file, where more should be. */
    CUT,
    /** Bytes that are not as they were written. */
    DAMAGED
  }
}
