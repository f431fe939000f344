package org.folioscope.scenarios.calls;

import jakarta.inject.Inject;
import org.folioscope.scenarios.language.Call;
import org.folioscope.scenarios.language.ExpectedResult;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.report.Kind;
import org.folioscope.simulation.report.Reports;

/** Reports results of calls that are none of those which the scenario expects. */
final class ResultCheck {

  private final Machine machine;
  private final Reports reports;

  @Inject
  ResultCheck(Machine machine, Reports reports) {
    this.machine = machine;
    this.reports = reports;
  }

  /** Looks at a result; what the program did is over, so this is no step of its own. */
  void check(Call call, CallResult result) {
    if (!call.expected().isEmpty() && !call.expected().exists(result::is)) {
      boolean bytes = call.expected().head() instanceof ExpectedResult.Bytes;
      boolean failed = result.value() < 0;
      Kind kind = failed ? Kind.REFUSED : Kind.CORRUPTION;
      String what = bytes && !failed ? "content" : "result";
      machine.now(() ->
          reports.violation(
              kind,
              "unexpected-" + what + "-" + call.name().replace('_', '-'),
              call.name(),
              text(call, result)));
    }
  }

  private static String text(Call call, CallResult result) {
    return call.invocation()
        + " = "
        + result.text(call.expected().head())
        + "; expected "
        + ExpectedResult.text(call.expected())
        + " (line "
        + call.position().line()
        + ")";
  }
}
