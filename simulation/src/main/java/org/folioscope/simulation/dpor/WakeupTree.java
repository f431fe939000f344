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
  static final class Branch {

    private final Turn turn;
    private final WakeupTree then;
    private @Nullable Job job;

    Branch(Turn turn, WakeupTree then) {
      this.turn = turn;
      this.then = then;
    }

    Turn turn() {
      return turn;
    }

    /** Whoever makes, or has made, the execution that takes the branch; null when nobody does. */
    @Nullable Job job() {
      return job;
    }

    void give(@Nullable Job newJob) {
      job = newJob;
    }

    /** The turns of the first beginning. */
    List<Turn> firstWay() {
      List<Turn> way = new ArrayList<>();
      Branch branch = this;
      while (branch != null) {
        way.add(branch.turn);
        branch = branch.then.isEmpty() ? null : branch.then.branches.getFirst();
      }
      return way;
    }
  }

  boolean isEmpty() {
    return branches.isEmpty();
  }

  List<Branch> branches() {
    return branches;
  }

  /**
   * A turn was taken: takes the first branch out. What is to follow is what it says if the turn is
   * that of the branch; the task of another could not run, and nothing follows.
   */
  WakeupTree take(int task) {
    if (branches.isEmpty()) {
      return new WakeupTree();
    }
    Branch first = branches.removeFirst();
    return first.turn.task() == task ? first.then : new WakeupTree();
  }

  /** Gives the first branch up. */
  void drop() {
    branches.removeFirst();
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
      if (branch.then.isEmpty()) {
        return;
      }
      rest = Beginning.without(rest, branch.turn.task());
      tree = branch.then;
    }
  }

  /** Adds only the first turn of a beginning, unless it begins with a branch that is there. */
  void addFirst(List<Turn> beginning) {
    if (branches.stream().noneMatch(branch -> Beginning.isStartedBy(beginning, branch.turn))) {
      branches.add(new Branch(beginning.getFirst(), new WakeupTree()));
    }
  }

  /**
   * Leaves out the beginnings that could as well start with their turn of a task which was taken
   * now: what it touched need not be what it was thought to touch when they were added.
   */
  void leaveOut(Turn taken) {
    branches.removeIf(branch -> isNeedless(branch, taken));
  }

  private static boolean isNeedless(Branch branch, Turn taken) {
    if (branch.turn.task() == taken.task()) {
      return true;
    }
    if (branch.then.isEmpty() || branch.turn.dependsOn(taken)) {
      return false;
    }
    branch.then.leaveOut(taken);
    return branch.then.isEmpty();
  }

  private @Nullable Branch branchThatMayComeFirst(List<Turn> beginning) {
    for (Branch branch : branches) {
      if (Beginning.mayStartWith(beginning, branch.turn)) {
        return branch;
      }
    }
    return null;
  }

  private static Branch chain(List<Turn> turns) {
    Branch last = new Branch(turns.getLast(), new WakeupTree());
    for (int i = turns.size() - 2; i >= 0; i--) {
      WakeupTree then = new WakeupTree();
      then.branches.add(last);
      last = new Branch(turns.get(i), then);
    }
    return last;
  }
}
