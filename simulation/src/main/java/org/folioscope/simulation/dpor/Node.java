package org.folioscope.simulation.dpor;

import java.util.ArrayList;
import java.util.List;

/**
 * A state on the way of an execution: what was tried from it, what is to be tried, and what need not
 * be (asleep: tried elsewhere, and nothing since has conflicted with it).
 */
final class Node {

  private final List<Turn> asleep;
  private final List<Turn> tried = new ArrayList<>();
  private final WakeupTree wanted;

  Node(List<Turn> asleep, WakeupTree wanted) {
    this.asleep = asleep;
    this.wanted = wanted;
  }

  static Node first() {
    return new Node(List.of(), new WakeupTree());
  }

  WakeupTree wanted() {
    return wanted;
  }

  boolean isAsleep(int task) {
    return contains(asleep, task);
  }

  /** The turn was taken from here: the state that it leads to. */
  Node next(Turn turn, WakeupTree then) {
    List<Turn> stillAsleep = new ArrayList<>();
    keepIndependent(asleep, turn, stillAsleep);
    keepIndependent(tried, turn, stillAsleep);
    tried.add(turn);
    return new Node(stillAsleep, then);
  }

  /**
   * Asks for executions with this beginning, unless they are tried already or will be without asking:
   * when they could as well begin with a turn that is asleep or was tried.
   */
  void want(List<Turn> beginning) {
    if (asleep.stream().noneMatch(turn -> Beginning.mayStartWith(beginning, turn))
        && tried.stream().noneMatch(turn -> Beginning.mayStartWith(beginning, turn))) {
      wanted.add(beginning);
    }
  }

  /** Asks for the first turn of the beginning only, unless one of its first turns is known. */
  void wantFirst(List<Turn> beginning) {
    if (asleep.stream().noneMatch(turn -> Beginning.isStartedBy(beginning, turn))
        && tried.stream().noneMatch(turn -> Beginning.isStartedBy(beginning, turn))) {
      wanted.addFirst(beginning);
    }
  }

  private static void keepIndependent(List<Turn> from, Turn turn, List<Turn> to) {
    for (Turn other : from) {
      if (!other.dependsOn(turn)) {
        to.add(other);
      }
    }
  }

  private static boolean contains(List<Turn> turns, int task) {
    for (Turn turn : turns) {
      if (turn.task() == task) {
        return true;
      }
    }
    return false;
  }
}
