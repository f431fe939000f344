package org.folioscope.cli.verb;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.function.IntFunction;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.scenarios.explore.Explored;
import org.folioscope.scenarios.kept.KeptLog;
import org.folioscope.scenarios.outcome.Verdict;
import org.folioscope.scenarios.report.Diagram;
import org.folioscope.scenarios.report.EventView;
import org.folioscope.scenarios.report.KernelLog;
import org.folioscope.scenarios.report.Lanes;
import org.folioscope.scenarios.report.OutcomeTable;
import org.folioscope.scenarios.report.StateView;
import org.folioscope.simulation.explore.Coverage;
import org.folioscope.simulation.explore.Estimate;
import org.folioscope.simulation.explore.ExplorationResult;

/** What people read, put together from the reports. */
final class Rendering {

  private static final int WIDTH = 100;
  private static final double LEAST_SAID = 0.001;
  private static final double MOST_COUNTED = 1e9;

  private Rendering() {}

  /** The verdict and what it holds for. */
  static String verdict(Explored explored, String completeness, double seconds) {
    Verdict verdict = explored.verdict();
    return String.format(
        Locale.ROOT,
        "%s%n%s: %s%nsearch: %s, %s; %,d executions in %.1f s; grain %s%n%s",
        CommandText.of(explored.configuration()),
        verdict.label(),
        explored.reason(),
        explored.result().strategy(),
        completeness,
        explored.result().executions(),
        seconds,
        explored.configuration().grain(),
        extent(explored.result()));
  }

  /** How far the search got: a line for each thing that the strategy can say. */
  private static String extent(ExplorationResult result) {
    StringBuilder text = new StringBuilder();
    if (result.repeats() > 0) {
      text.append(line("redundant: %,d more, which repeated one of these", result.repeats()));
    }
    Estimate estimate = result.estimate();
    if (estimate != null && estimate.fractionDone() < 1) {
      text.append(
          line(
              "estimate: %s of the search is done; all of it would take %s executions (a guess)",
              percent(estimate.fractionDone()), rounded(estimate.executionsExpected())));
    }
    Coverage coverage = result.extent().coverage();
    if (coverage != null) {
      text.append(
          line(
              "coverage: of the racing operations %,d pairs were seen in both orders, %,d in one",
              coverage.inBothOrders(), coverage.inOneOrder().size()));
    }
    if (!result.extent().guarantee().isEmpty()) {
      text.append(line("guarantee: %s", result.extent().guarantee()));
    }
    return text.toString();
  }

  /** A fraction that is only known roughly. */
  static String percent(double fraction) {
    return fraction < LEAST_SAID
        ? "less than 0.1 %"
        : String.format(Locale.ROOT, "%.1f %%", fraction * 100);
  }

  private static String rounded(double count) {
    return String.format(Locale.ROOT, count < MOST_COUNTED ? "%,.0f" : "%.0e", count);
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format + "%n", values);
  }

  /** Outcome, how often, what was expected, and why. */
  static String outcomes(Explored explored) {
    List<OutcomeTable.Row> rows = new ArrayList<>();
    explored
        .found()
        .forEach(found ->
            rows.add(
                new OutcomeTable.Row(
                    found.outcome().id(),
                    found.outcome().kind(),
                    found.count(),
                    found.expectation(),
                    found.because(),
                    found.outcome().message())));
    explored
        .across()
        .forEach(outcome ->
            rows.add(
                new OutcomeTable.Row(
                    outcome.id(),
                    outcome.kind(),
                    0,
                    explored.expectations().of(outcome),
                    explored.expectations().because(outcome),
                    "in different executions: " + outcome.message())));
    return OutcomeTable.of(rows, WIDTH);
  }

  /** The two columns that explain a race. */
  static String diagram(KeptLog log) {
    try (LogCursor cursor = log.cursor()) {
      return Diagram.of(cursor, log.taskNames(), log.setupEvents());
    }
  }

  /** A line for each step, a lane for each task. */
  static String lanes(KeptLog log) {
    try (LogCursor cursor = log.cursor()) {
      return Lanes.of(cursor, log.taskNames(), log.setupEvents());
    }
  }

  /** What the kernel would have printed. */
  static String dmesg(KeptLog log) {
    return dmesg(log, Long.MAX_VALUE);
  }

  /** What the kernel would have printed until an event. */
  static String dmesg(KeptLog log, long until) {
    try (LogCursor cursor = log.cursor()) {
      String kernel = log.configuration().policies().kernel().label();
      return KernelLog.text(
          KernelLog.of(cursor, log.taskNames(), log.setupEvents(), kernel).stream()
              .filter(message -> message.event() <= until)
              .toList());
    }
  }

  /** One event, where it happened and what led to it. */
  static String event(KeptLog log, long number) {
    try (LogCursor cursor = log.cursor()) {
      return EventView.of(cursor, number, log.taskNames());
    }
  }

  /** The state of everything. */
  static String state(SortedMap<String, String> values, IntFunction<String> taskNames) {
    return StateView.of(values, taskNames);
  }

  /** A kept run as a page: the lanes, the drawing and the complaints, as far as there are any. */
  static String page(KeptLog log, boolean violated) {
    StringBuilder page = new StringBuilder(lanes(log));
    if (violated) {
      page.append('\n').append(diagram(log)).append('\n').append(dmesg(log));
    }
    return page.toString();
  }
}
