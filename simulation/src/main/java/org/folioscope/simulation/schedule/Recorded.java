package org.folioscope.simulation.schedule;

import org.jspecify.annotations.Nullable;

/** Follows a {@link Schedule}. Where a deviation no longer applies it goes on with the default and says so. */
public final class Recorded implements Scheduler {

  private final Schedule schedule;
  private int next;
  private @Nullable Deviation missed;

  /** Follows the schedule from its beginning. */
  public Recorded(Schedule schedule) {
    this.schedule = schedule;
  }

  @Override
  public int choose(Choice choice) {
    if (next < schedule.deviations().size()) {
      Deviation deviation = schedule.deviations().get(next);
      if (deviation.after() == choice.current() && deviation.steps() == choice.currentSteps()) {
        next++;
        if (choice.enables(deviation.next())) {
          return deviation.next();
        }
        if (missed == null) {
          missed = deviation;
        }
      }
    }
    return choice.defaultTask();
  }

  /** The first deviation that could not be followed, or null when all were. To be asked after the run. */
  public @Nullable Deviation missed() {
    if (missed != null) {
      return missed;
    }
    return next < schedule.deviations().size() ? schedule.deviations().get(next) : null;
  }
}
