package org.folioscope.eventlog.chronicle;

import java.util.List;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.LogEnding;
import org.folioscope.eventlog.log.LoggedStep;
import org.jspecify.annotations.Nullable;

/** Passes steps on and fails at the first that is not the one that was written. */
final class CheckedCursor implements LogCursor {

  private final LogCursor cursor;
  private final List<LoggedStep> expected;
  private final String what;
  private int steps;
  private long events;
  private long digest;

  CheckedCursor(LogCursor cursor, List<LoggedStep> expected, String what) {
    this.cursor = cursor;
    this.expected = expected;
    this.what = what;
  }

  @Override
  public @Nullable LoggedStep next() {
    LoggedStep step = cursor.next();
    if (step != null) {
      if (steps == expected.size() || !step.equals(expected.get(steps))) {
        throw new AssertionError(what + ": read " + step + " as step " + (steps + 1));
      }
      steps++;
      events = step.events().getLast().number();
      digest = step.events().getLast().digest();
    }
    return step;
  }

  @Override
  public LogEnding ending() {
    return cursor.ending();
  }

  @Override
  public void close() {
    cursor.close();
  }

  int steps() {
    return steps;
  }

  long events() {
    return events;
  }

  long digest() {
    return digest;
  }
}
