package org.folioscope.scenarios.programs;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.LogEnding;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.eventlog.log.MemoryLog;
import org.folioscope.scenarios.run.Emulation;
import org.folioscope.scenarios.run.Execution;
import org.folioscope.simulation.schedule.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * A run and its log, set-up included.
 *
 * @param setupEvents how many events set-up took
 */
record Recording(Execution execution, List<LoggedStep> steps, long setupEvents) {

  /** Executes under the scheduler. */
  static Recording of(Emulation emulation, Scheduler scheduler) {
    Execution execution = emulation.execute(scheduler);
    List<LoggedStep> steps = new ArrayList<>();
    try (LogCursor cursor = ((MemoryLog) emulation.log()).cursor()) {
      for (LoggedStep step = cursor.next(); step != null; step = cursor.next()) {
        steps.add(step);
      }
    }
    return new Recording(execution, steps, emulation.setupEvents());
  }

  /** The steps of set-up. */
  LogCursor setup() {
    return new Steps(steps.stream().filter(this::isSetup).iterator());
  }

  /** All steps after set-up. */
  LogCursor afterSetup() {
    return new Steps(steps.stream().filter(step -> !isSetup(step)).iterator());
  }

  private boolean isSetup(LoggedStep step) {
    return step.events().getLast().number() <= setupEvents;
  }

  private static final class Steps implements LogCursor {

    private final Iterator<LoggedStep> left;
    private long last;

    Steps(Iterator<LoggedStep> left) {
      this.left = left;
    }

    @Override
    public @Nullable LoggedStep next() {
      if (!left.hasNext()) {
        return null;
      }
      LoggedStep step = left.next();
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
}
