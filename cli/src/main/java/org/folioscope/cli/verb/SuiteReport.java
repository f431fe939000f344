package org.folioscope.cli.verb;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.folioscope.scenarios.language.ScenarioFiles;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.scenarios.suite.CaseResult;
import org.folioscope.scenarios.suite.CaseStatus;
import org.folioscope.scenarios.suite.CaseText;
import org.folioscope.scenarios.suite.SuiteDirectory;
import org.folioscope.scenarios.suite.SuiteResult;
import org.folioscope.simulation.policy.Policies;

/** Tells a person what came of a suite, each failure as soon as it is there. */
final class SuiteReport {

  private static final int SHORT = 24;

  private final PrintWriter out;
  private final SuiteDirectory directory;
  private final StringBuilder all = new StringBuilder();

  SuiteReport(PrintWriter out, SuiteDirectory directory) {
    this.out = out;
    this.directory = directory;
  }

  /** Keeps a failure and shows it. */
  void failed(CaseResult result) {
    Path text = directory.keep(result);
    tell("FAILED " + CaseText.of(result));
    for (CaseResult.Failure failure : result.failure()) {
      Configuration kept = failure.configuration();
      Configuration typed =
          new Configuration(ScenarioFiles.load(text), kept.policies(), kept.filesystem());
      Path log = directory.log(result);
      String schedule = failure.schedule().id();
      String given = schedule.length() <= SHORT ? schedule : log.toString();
      tell("repeat it: " + CommandText.run(typed, given));
      tell("replay it: " + CommandText.replay(log) + "\n");
    }
  }

  /** The counts, and why cases were skipped. */
  void summary(SuiteResult result, Policies policies) {
    Map<String, Integer> reasons = new TreeMap<>();
    result
        .with(CaseStatus.SKIPPED)
        .forEach(
            one -> reasons.merge(one.message().lines().findFirst().orElse(""), 1, Integer::sum));
    result
        .with(CaseStatus.UNKNOWN)
        .forEach(one -> tell("UNKNOWN " + one.scenario().name() + ": " + one.message()));
    tell(
        "%s on %s, %s%n"
            .formatted(
                result.suite(),
                policies.kernel().label(),
                Objects.requireNonNull(result.filesystem())));
    for (CaseStatus status : CaseStatus.values()) {
      tell("  %-8s %4d".formatted(status.label(), result.count(status)));
    }
    tell("  %-8s %4d".formatted("in all", result.cases().size()) + "\n");
    reasons.forEach((reason, count) -> tell("skipped %d: %s".formatted(count, reason)));
    long executions = result.cases().map(CaseResult::executions).sum().longValue();
    tell("%,d executions; results in %s".formatted(executions, directory.path()));
  }

  /** All that was told. */
  String text() {
    return all.toString();
  }

  private void tell(String text) {
    all.append(text).append('\n');
    out.println(text);
  }
}
