package org.folioscope.simulation.dpor;

import java.util.ArrayList;
import java.util.List;

/**
 * An execution to make. What comes of it is a function of this alone.
 *
 * @param done the turns that lead to a state which is known
 * @param asleep what need not be tried from there
 * @param beginning the tasks' turns to go on with, as far as they are known
 */
record Plan(List<Turn> done, List<Turn> asleep, List<Turn> beginning) {

  /** The first execution of all. */
  static final Plan FIRST = new Plan(List.of(), List.of(), List.of());

  /** Whether the same would come of both, which begin in the same state. */
  boolean isLike(Plan other) {
    return areLike(asleep, other.asleep) && areLike(beginning, other.beginning);
  }

  private static boolean areLike(List<Turn> one, List<Turn> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      if (!one.get(i).isLike(other.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** What is still asleep after a turn. */
  static List<Turn> asleepAfter(List<Turn> asleep, Turn turn) {
    List<Turn> still = new ArrayList<>();
    for (Turn other : asleep) {
      if (!other.dependsOn(turn)) {
        still.add(other);
      }
    }
    return still;
  }
}
