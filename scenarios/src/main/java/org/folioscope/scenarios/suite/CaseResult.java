package org.folioscope.scenarios.suite;

import io.vavr.control.Option;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.simulation.schedule.Schedule;

/**
 * What came of one case.
 *
 * @param scenario the case
 * @param message why, if it did not pass: what was expected and what came, or why it was skipped
 * @param executions how many there were
 * @param nanos how long it took
 * @param failure what leads to the failure again, unless it failed before anything could run
 */
public record CaseResult(
    Scenario scenario,
    CaseStatus status,
    String message,
    long executions,
    long nanos,
    Option<Failure> failure) {

  /**
   * How to see a failure again.
   *
   * @param outcome its id
   * @param schedule the shortest one known that leads to it
   */
  public record Failure(Configuration configuration, String outcome, Schedule schedule) {}

  /** A case that nobody came to. */
  public static CaseResult notRun(Scenario scenario, String why) {
    return of(scenario, CaseStatus.UNKNOWN, why);
  }

  static CaseResult of(Scenario scenario, CaseStatus status, String message) {
    return new CaseResult(scenario, status, message, 0, 0, Option.none());
  }

  /** The same, and how long it took in nanoseconds. */
  public CaseResult lasting(long time) {
    return new CaseResult(scenario, status, message, executions, time, failure);
  }
}
