package org.folioscope.simulation.explore;

import java.util.Comparator;
import org.folioscope.simulation.machine.RunEnd;

/**
 * One execution of a subject.
 *
 * @param outcome what came out: executions with equal keys have the same outcome
 * @param violation whether the outcome is anything but "ok"
 * @param end how the run ended and how it got there
 */
public record Trial(String outcome, boolean violation, RunEnd end) {

  /**
   * By preemptions, then by turns, then by deviations: the order in which an exploration prefers
   * its examples.
   */
  static final Comparator<Trial> SHORTEST_FIRST =
      Comparator.comparingInt((Trial trial) -> trial.end().preemptions())
          .thenComparingLong(trial -> trial.end().turns())
          .thenComparingInt(Trial::deviations);

  /**
   * By preemptions, then by deviations, then by turns: the order in which a schedule gets simpler
   * for a reader.
   */
  static final Comparator<Trial> SIMPLEST_FIRST =
      Comparator.comparingInt((Trial trial) -> trial.end().preemptions())
          .thenComparingInt(Trial::deviations)
          .thenComparingLong(trial -> trial.end().turns());

  private int deviations() {
    return end.schedule().deviations().size();
  }
}
