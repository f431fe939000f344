package org.folioscope.scenarios.explore;

import java.util.List;
import java.util.stream.Collectors;
import org.folioscope.scenarios.outcome.Expectation;
import org.folioscope.scenarios.outcome.Expectations;
import org.folioscope.scenarios.outcome.Outcome;
import org.folioscope.scenarios.outcome.Verdict;
import org.folioscope.simulation.explore.ExplorationResult;

/** Why a verdict is what it is, in one line. */
record Reason(
    ExplorationResult result,
    List<Explored.Found> found,
    List<Outcome> across,
    Expectations expectations,
    List<String> idle,
    boolean meaningful) {

  String of(Verdict verdict) {
    return switch (verdict) {
      case EXPECTED -> expected();
      case UNEXPECTED -> unexpected();
      case UNKNOWN -> unknown();
    };
  }

  private String expected() {
    String required = ids(Expectation.REQUIRED);
    String reached = required.isEmpty() ? "" : "reached as required: " + required + "; ";
    return reached
        + (result.complete()
            ? "nothing else than expected in any interleaving"
            : "that it can happen is all that is claimed");
  }

  private String unexpected() {
    String forbidden = ids(Expectation.FORBIDDEN);
    if (!forbidden.isEmpty()) {
      return "reached, though forbidden: " + forbidden;
    }
    String unlisted = ids(Expectation.UNLISTED);
    if (!unlisted.isEmpty()) {
      return "reached, though nothing is said of it: " + unlisted;
    }
    String ids = across.stream().map(Outcome::id).collect(Collectors.joining(", "));
    if (!ids.isEmpty()) {
      return "locks are taken in orders that can deadlock, though in different executions: " + ids;
    }
    return "required, but not reached in any interleaving: " + missing();
  }

  private String unknown() {
    if (result.executions() == 0) {
      return "nothing was executed";
    }
    if (!idle.isEmpty()) {
      return "never ran: " + String.join(", ", idle);
    }
    if (!meaningful) {
      return "there was nothing to choose: no two tasks could run at the same time";
    }
    if (expectations.isEmpty()) {
      String reached = ids(Expectation.UNLISTED);
      return "the scenario expects nothing of this kernel, filesystem and policies; "
          + (reached.isEmpty() ? "no violation was reached" : "reached: " + reached);
    }
    if (!missing().isEmpty()) {
      return "required, but not reached before the search was cut short: " + missing();
    }
    return "nothing unexpected before the search was cut short, which proves nothing";
  }

  private String missing() {
    List<Outcome> reached = found.stream().map(Explored.Found::outcome).toList();
    return String.join(", ", expectations.missing(reached));
  }

  private String ids(Expectation expectation) {
    return found.stream()
        .filter(one -> one.expectation() == expectation)
        .map(one -> one.outcome().id())
        .collect(Collectors.joining(", "));
  }
}
