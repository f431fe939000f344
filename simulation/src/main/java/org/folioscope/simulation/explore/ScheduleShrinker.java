package org.folioscope.simulation.explore;

import java.util.ArrayList;
import java.util.List;
import org.folioscope.simulation.schedule.Deviation;
import org.folioscope.simulation.schedule.Recorded;
import org.folioscope.simulation.schedule.Schedule;

/**
 * Makes a schedule simpler while its outcome stays: leaves out deviations and executes again. Fewer
 * preemptions count most, then fewer deviations, then fewer turns.
 */
public final class ScheduleShrinker {

  private final Subject subject;
  private final Budget budget;
  private long executions;

  /** A shrinker of schedules of this subject. */
  public ScheduleShrinker(Subject subject, Budget budget) {
    this.subject = subject;
    this.budget = budget;
  }

  /**
   * The simplest execution found that has the same outcome as the execution under the given
   * schedule.
   */
  public Trial shrink(Schedule schedule) {
    executions++;
    Trial best = subject.run(new Recorded(schedule));
    boolean simpler = true;
    while (simpler) {
      Trial found = leaveOut(best);
      simpler = found != best;
      best = found;
    }
    return best;
  }

  /** Leaves out ever smaller groups of deviations, from the end, until each one left is needed. */
  private Trial leaveOut(Trial start) {
    Trial best = start;
    for (int group = deviations(best).size(); group > 0; group /= 2) {
      int end = deviations(best).size();
      while (end > 0 && !budget.exhausted(executions)) {
        int from = Math.max(0, end - group);
        Trial candidate = without(best, from, end);
        if (isBetter(candidate, best)) {
          best = candidate;
        }
        end = Math.min(from, deviations(best).size());
      }
    }
    return best;
  }

  private Trial without(Trial trial, int from, int end) {
    List<Deviation> left = new ArrayList<>(deviations(trial));
    left.subList(from, end).clear();
    executions++;
    return subject.run(new Recorded(new Schedule(List.copyOf(left))));
  }

  private static boolean isBetter(Trial candidate, Trial best) {
    return candidate.outcome().equals(best.outcome())
        && Trial.SIMPLEST_FIRST.compare(candidate, best) < 0;
  }

  private static List<Deviation> deviations(Trial trial) {
    return trial.end().schedule().deviations();
  }
}
