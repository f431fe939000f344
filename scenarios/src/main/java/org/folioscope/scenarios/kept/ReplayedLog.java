package org.folioscope.scenarios.kept;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.LogEnding;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.eventlog.replay.Replay;
import org.folioscope.scenarios.outcome.Violation;
import org.folioscope.scenarios.run.EmulatedMachine;
import org.folioscope.simulation.report.Kind;
import org.folioscope.simulation.report.ReportEvent;
import org.jspecify.annotations.Nullable;

/**
 * A kept log folded up to an event, without any decision.
 *
 * @param result what the fold says, the first wrong digest among it
 * @param violations what was reported until then
 * @param values the state then, by path, without what has its default value
 */
public record ReplayedLog(
    Replay.Result result, List<Violation> violations, SortedMap<String, String> values) {

  /**
   * Folds a log.
   *
   * @param until the number of the last event, {@link Replay#ALL} for all
   * @throws org.folioscope.eventlog.BadInputException if that needs a plug-in that is missing
   */
  public static ReplayedLog of(KeptLog log, long until) {
    EmulatedMachine emulated = EmulatedMachine.wire(log.wholeConfiguration());
    List<Violation> violations = new ArrayList<>();
    Replay replay = new Replay(emulated.machine().space(), emulated.owners());
    try (LogCursor cursor = new Watched(log.cursor(), violations, until)) {
      Replay.Result result = replay.fold(log.header(), cursor, until);
      return new ReplayedLog(result, List.copyOf(violations), emulated.machine().space().values());
    }
  }

  /** A cursor that notes what is reported. */
  private record Watched(LogCursor cursor, List<Violation> violations, long until)
      implements LogCursor {

    @Override
    public @Nullable LoggedStep next() {
      LoggedStep step = cursor.next();
      if (step != null) {
        step.events().forEach(logged -> look(logged, step.step().task()));
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

    private void look(LoggedStep.Logged logged, int task) {
      if (logged.number() <= until
          && logged.event() instanceof ReportEvent.ViolationReported report) {
        boolean afterBug = violations.stream().anyMatch(earlier -> earlier.kind() == Kind.BUG);
        violations.add(Violation.of(report, logged.number(), task, afterBug));
      }
    }
  }
}
