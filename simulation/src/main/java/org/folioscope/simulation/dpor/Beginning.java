package org.folioscope.simulation.dpor;

import java.util.ArrayList;
import java.util.List;

/** What can be said of a sequence of turns that an execution could begin with. */
final class Beginning {

  private Beginning() {}

  /**
   * Whether an execution that begins so could as well begin with the turn: it is in the sequence
   * and nothing before it conflicts, or it is not and nothing conflicts at all (the "weak
   * initials").
   */
  static boolean mayStartWith(List<Turn> beginning, Turn turn) {
    for (Turn other : beginning) {
      if (other.task() == turn.task()) {
        return true;
      }
      if (other.accesses().conflictsWith(turn.accesses())) {
        return false;
      }
    }
    return true;
  }

  /** Whether the turn is in the sequence and nothing before it conflicts (the "initials"). */
  static boolean isStartedBy(List<Turn> beginning, Turn turn) {
    return mayStartWith(beginning, turn)
        && beginning.stream().anyMatch(other -> other.task() == turn.task());
  }

  /** The sequence without the task's first turn, if it has one. */
  static List<Turn> without(List<Turn> beginning, int task) {
    List<Turn> rest = new ArrayList<>(beginning);
    for (int i = 0; i < rest.size(); i++) {
      if (rest.get(i).task() == task) {
        rest.remove(i);
        break;
      }
    }
    return rest;
  }
}
