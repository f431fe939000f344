package org.folioscope.simulation.dpor;

import java.util.ArrayList;
import java.util.List;

/**
 * A state on the way of the latest execution: what was tried from it, what is to be tried, and what
 * need not be (asleep: tried elsewhere, and nothing since has conflicted with it).
 */
final class Node {

  private final List<Turn> asleep;
  private final List<Turn> tried = new ArrayList<>();
  private final WakeupTree wanted;

  Node(List<Turn> asleep, WakeupTree wanted) {
    this.asleep = asleep;
    this.wanted = wanted;
  }

  WakeupTree wanted() {
    return wanted;
  }

  /** How many branches were taken. */
  int taken() {
    return tried.size();
  }

  /** How many branches are known: taken or wanted. */
  int known() {
    return tried.size() + wanted.branches().size();
  }

  /** What need not be tried from here. */
  List<Turn> asleep() {
    if (tried.isEmpty()) {
      return asleep;
    }
    List<Turn> all = new ArrayList<>(asleep);
    all.addAll(tried);
    return all;
  }

  /** A turn was taken from here, on the wanted branch if that was possible: the next state. */
  Node next(Turn turn) {
    WakeupTree then = wanted.take(turn.task());
    List<Turn> stillAsleep = Plan.asleepAfter(asleep(), turn);
    tried.add(turn);
    wanted.leaveOut(turn);
    return new Node(stillAsleep, then);
  }

  /**
   * Asks for executions with this beginning, unless they are tried already or will be without
   * asking: when they could as well begin with a turn that is asleep or was tried.
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
}
