package org.folioscope.simulation.machine;

import java.util.List;
import org.folioscope.simulation.schedule.Schedule;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended and how it got there.
 *
 * @param reason why nothing more ran
 * @param blocked the tasks that could not run when the last turn was over, by id
 * @param failure what a model threw, for {@link Reason#FAILED}
 * @param turns how many turns were taken
 * @param choices at how many points more than one task could have run
 * @param schedule the decisions, as deviations from the default
 * @param preemptions how many of them took the CPU from a task that could have gone on
 */
public record RunEnd(
    Reason reason,
    List<Blocked> blocked,
    @Nullable Throwable failure,
    long turns,
    long choices,
    Schedule schedule,
    int preemptions) {

  /** Why a run ended. */
  public enum Reason {
    /** Every task has ended or died. */
    QUIET,
    /** Some tasks wait for what can never come. */
    STUCK,
    /** The bound on turns was reached. */
    LIMIT,
    /** The scheduler wanted no further turn. */
    STOPPED,
    /** A model threw an exception. */
    FAILED
  }

  /** A task that could not run, and what it waited for, which no longer changes with the state. */
  public record Blocked(int task, String name, Wait awaited) {}
}
