package org.folioscope.simulation.dpor;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Beginnings of executions that are still to be tried from one state, in the order in which they
 * were found: a tree, so that beginnings which agree share what they have in common.
 */
final class WakeupTree {

  private final List<Branch> branches = new ArrayList<>();

  /** One turn, and what is to follow it. A branch that nothing is to follow goes on freely. */
  record Branch(Turn turn, WakeupTree then) {}

  boolean isEmpty() {
    return branches.isEmpty();
  }

  int size() {
    return branches.size();
  }

  /** Takes the first branch out. */
  Branch takeFirst() {
    return branches.removeFirst();
  }

  /**
   * Adds a beginning unless one that is there already, followed to its end, leaves every
   * continuation of the new one possible.
   */
  void add(List<Turn> beginning) {
    WakeupTree tree = this;
    List<Turn> rest = beginning;
    while (!rest.isEmpty()) {
      Branch branch = tree.branchThatMayComeFirst(rest);
      if (branch == null) {
        tree.branches.add(chain(rest));
        return;
      }
      if (branch.then().isEmpty()) {
        return;
      }
      rest = Beginning.without(rest, branch.turn().task());
      tree = branch.then();
    }
  }

  /** Adds only the first turn of a beginning, unless it begins with a branch that is there. */
  void addFirst(List<Turn> beginning) {
    if (branches.stream().noneMatch(branch -> Beginning.isStartedBy(beginning, branch.turn()))) {
      branches.add(new Branch(beginning.getFirst(), new WakeupTree()));
    }
  }

  private @Nullable Branch branchThatMayComeFirst(List<Turn> beginning) {
    for (Branch branch : branches) {
      if (Beginning.mayStartWith(beginning, branch.turn())) {
        return branch;
      }
    }
    return null;
  }

  private static Branch chain(List<Turn> turns) {
    WakeupTree then = new WakeupTree();
    if (turns.size() > 1) {
      then.branches.add(chain(turns.subList(1, turns.size())));
    }
    return new Branch(turns.getFirst(), then);
  }
}
