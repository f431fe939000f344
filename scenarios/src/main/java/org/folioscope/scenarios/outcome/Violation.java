package org.folioscope.scenarios.outcome;

import org.folioscope.simulation.report.Kind;

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
    boolean consequence) {}
