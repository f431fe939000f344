package org.folioscope.cli.catalogue;

import java.util.Iterator;
import java.util.List;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.LogEnding;
import org.folioscope.eventlog.log.LoggedStep;
import org.jspecify.annotations.Nullable;

/** A cursor over steps that were read before. */
final class StepCursor implements LogCursor {

  private final Iterator<LoggedStep> steps;
  private long last;

  StepCursor(List<LoggedStep> steps) {
    this.steps = steps.iterator();
  }

  @Override
  public @Nullable LoggedStep next() {
    if (!steps.hasNext()) {
      return null;
    }
    LoggedStep step = steps.next();
    last = step.events().getLast().number();
    return step;
  }

  @Override
  public LogEnding ending() {
    return new LogEnding(LogEnding.Kind.COMPLETE, last, "complete", null);
  }

  @Override
  public void close() {
    // nothing is held open
  }
}
