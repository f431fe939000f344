package org.folioscope.eventlog.log;

import org.jspecify.annotations.Nullable;

/** Reads a log's steps from the first to the last, once. */
public interface LogCursor extends AutoCloseable {

  /** The next step, or null after the last whole one. */
  @Nullable LoggedStep next();

  /**
   * Why there is no further step.
   *
   * @throws IllegalStateException while {@link #next} has not yet returned null
   */
  LogEnding ending();

  @Override
  void close();
}
