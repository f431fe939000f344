package org.folioscope.simulation.dpor;

import java.util.ArrayList;
import java.util.List;
import org.folioscope.simulation.dpor.WakeupTree.Branch;
import org.jspecify.annotations.Nullable;

/**
 * A state on the way of an execution: what was tried from it, what is to be tried, and what need not
 * be (asleep: tried elsewhere, and nothing since has conflicted with it).
 */
final class Node {

  private final List<Turn> asleep;
  private final List<Turn> tried = new ArrayList<>();
  private final WakeupTree wanted;
  private @Nullable Turn claimed;

  Node(List<Turn> asleep, WakeupTree wanted) {
    this.asleep = asleep;
    this.wanted = wanted;
  }

  /** Where all executions begin. */
  static Node first() {
    return new Node(List.of(), new WakeupTree());
  }

  /**
   * Whether a wanted branch can be taken now: not while another one is on its way whose first turn
   * nobody has seen yet, as it may have to sleep in this one.
   */
  boolean isOpen() {
    return claimed == null && !wanted.isEmpty();
  }

  boolean hasWanted() {
    return !wanted.isEmpty();
  }

  /** How many branches were taken: some may still be on their way. */
  int taken() {
    return tried.size();
  }

  /** How many branches are known: taken, claimed or wanted. */
  int known() {
    return tried.size() + wanted.size() + (claimed == null ? 0 : 1);
  }

  /** Whether a branch is claimed of which nobody has seen the first turn yet. */
  boolean isClaimed() {
    return claimed != null;
  }

  /** Takes the first wanted branch: its turn is on its way from now on. */
  Branch claim() {
    Branch branch = wanted.takeFirst();
    claimed = branch.turn();
    return branch;
  }

  boolean isAsleep(int task) {
    return contains(asleep, task);
  }

  /** The turn was taken from here: the state that it leads to. */
  Node next(Turn turn, WakeupTree then) {
    List<Turn> stillAsleep = new ArrayList<>();
    keepIndependent(asleep, turn, stillAsleep);
    keepIndependent(tried, turn, stillAsleep);
    claimed = null;
    tried.add(turn);
    return new Node(stillAsleep, then);
  }

  /** No turn came of the claim. */
  void giveUpClaim() {
    claimed = null;
  }

  /**
   * Asks for executions with this beginning, unless they are tried already or will be without asking:
   * when they could as well begin with a turn that is asleep, on its way, or was tried.
   */
  void want(List<Turn> beginning) {
    if (asleep.stream().noneMatch(turn -> Beginning.mayStartWith(beginning, turn))
        && tried.stream().noneMatch(turn -> Beginning.mayStartWith(beginning, turn))
        && !(claimed != null && Beginning.mayStartWith(beginning, claimed))) {
      wanted.add(beginning);
    }
  }

  /** Asks for the first turn of the beginning only, unless one of its first turns is known. */
  void wantFirst(List<Turn> beginning) {
    if (asleep.stream().noneMatch(turn -> Beginning.isStartedBy(beginning, turn))
        && tried.stream().noneMatch(turn -> Beginning.isStartedBy(beginning, turn))
        && !(claimed != null && Beginning.isStartedBy(beginning, claimed))) {
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
