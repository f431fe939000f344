package org.folioscope.scenarios.outcome;

import org.folioscope.simulation.report.Kind;
import org.folioscope.simulation.report.ReportEvent;

/**
 * Something that was reported in an execution.
 *
 * @param id stable and readable
 * @param function the emulated function, or the checker, that noticed
 * @param event the number of the event
 * @param task who noticed; -1 for checkers
 * @param consequence whether it came after a BUG, and so is no part of the outcome
 */
public record Violation(
    Kind kind,
    String id,
    String function,
    String message,
    long event,
    int task,
    boolean consequence) {

  /**
   * What a report says.
   *
   * @param afterBug whether a BUG came before it. An order of locks is a fact of the code: whether
   *     it comes to light before or after a BUG of another task is chance, so it counts either way
   */
  public static Violation of(
      ReportEvent.ViolationReported report, long event, int task, boolean afterBug) {
    return new Violation(
        report.kind(),
        report.id(),
        report.function(),
        report.message(),
        event,
        task,
        afterBug && report.kind() != Kind.LOCKDEP);
  }
}
