package org.folioscope.simulation.schedule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows a {@link Schedule}. Where a deviation no longer applies it goes on with the default and
 * says so. A task takes its n-th turn once, so each deviation has one place; one that is missed
 * does not hold up those after it.
 */
public final class Recorded implements Scheduler {

  private final List<Deviation> deviations;
  private final boolean[] followed;
  private int next;

  /** Follows the schedule from its beginning. */
  public Recorded(Schedule schedule) {
    deviations = schedule.deviations();
    followed = new boolean[deviations.size()];
  }

  @Override
  public int choose(Choice choice) {
    for (int i = next; i < followed.length; i++) {
      Deviation deviation = deviations.get(i);
      if (deviation.after() == choice.current() && deviation.steps() == choice.currentSteps()) {
        return follow(i, choice);
      }
    }
    return choice.defaultTask();
  }

  /**
   * The first deviation that was not followed, or null when all were. To be asked after the run.
   */
  public @Nullable Deviation missed() {
    for (int i = 0; i < followed.length; i++) {
      if (!followed[i]) {
        return deviations.get(i);
      }
    }
    return null;
  }

  private int follow(int index, Choice choice) {
    if (!choice.enables(deviations.get(index).next())) {
      return choice.defaultTask();
    }
    followed[index] = true;
    while (next < followed.length && followed[next]) {
      next++;
    }
    return deviations.get(index).next();
  }
}
