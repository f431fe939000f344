package org.folioscope.simulation.explore;

import org.folioscope.simulation.schedule.Scheduler;

/**
 * Looks for the shortest schedule of an outcome: the fewest preemptions, then the fewest turns. It
 * leaves out what can be left out of a known one, then tries all schedules with no preemption, with
 * one, and so on, until the outcome has come.
 */
public final class ShortestSchedule {

  private final Subject subject;
  private final Budget budget;
  private long executions;

  /**
   * The shortest schedule that was found.
   *
   * @param trial the execution under it
   * @param fewestPreemptions whether it is certain that none has fewer preemptions
   */
  public record Found(Trial trial, boolean fewestPreemptions) {}

  /**
   * A search among the schedules of a subject.
   *
   * @param budget of one search
   */
  public ShortestSchedule(Subject subject, Budget budget) {
    this.subject = subject;
    this.budget = budget;
  }

  /** The shortest schedule of the outcome that the budget allows to find. */
  public Found of(FoundOutcome found) {
    executions = 0;
    Trial best = new ScheduleShrinker(this::counted, budget).shrink(found.schedule());
    for (int preemptions = 0; preemptions <= best.end().preemptions(); preemptions++) {
      DepthFirst search = new DepthFirst(Price.PREEMPTION, preemptions, preemptions);
      do {
        if (budget.exhausted(executions)) {
          return new Found(best, best.end().preemptions() <= preemptions);
        }
        Trial trial = search.execute(this::counted);
        if (trial.outcome().equals(best.outcome())
            && Trial.SHORTEST_FIRST.compare(trial, best) < 0) {
          best = trial;
        }
      } while (search.advance());
    }
    return new Found(best, true);
  }

  private Trial counted(Scheduler scheduler) {
    executions++;
    return subject.run(scheduler);
  }
}
