package org.folioscope.simulation.explore;

import java.util.Comparator;
import org.folioscope.simulation.schedule.Schedule;

/**
 * A distinct outcome and the best schedule found for it: the one with the fewest preemptions, then
 * the fewest turns, then the fewest deviations, then the one found first.
 *
 * @param outcome the key of the outcome
 * @param violation whether it is anything but "ok"
 * @param count how many executions had it
 * @param schedule the best schedule that leads to it
 * @param preemptions of that schedule
 * @param turns of the execution under that schedule
 */
public record FoundOutcome(
    String outcome, boolean violation, long count, Schedule schedule, int preemptions, long turns) {

  static final Comparator<FoundOutcome> BEST_FIRST =
      Comparator.comparingInt(FoundOutcome::preemptions)
          .thenComparingLong(FoundOutcome::turns)
          .thenComparingInt(found -> found.schedule().deviations().size());
}
