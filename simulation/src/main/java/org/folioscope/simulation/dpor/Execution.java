package org.folioscope.simulation.dpor;

import java.util.List;
import org.folioscope.simulation.explore.Trial;

/**
 * What came of a plan.
 *
 * @param trial the execution; stopped if whatever could go on was asleep
 * @param turns those that were taken after the plan's known ones
 * @param reversals what else must be tried
 * @param races that nobody has seen before
 */
record Execution(
    Trial trial, List<Turn> turns, List<Reversal> reversals, List<RaceOrders.Race> races) {

  /**
   * A beginning to try from the state before a turn, so that the two turns of a race come in the
   * other order.
   *
   * @param before the place of the first turn of the race
   */
  record Reversal(int before, List<Turn> beginning) {}
}
