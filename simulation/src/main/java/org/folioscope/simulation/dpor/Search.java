package org.folioscope.simulation.dpor;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The search, depth first: what is planned next, and what came of it. */
final class Search {

  private final boolean optimal;
  private final List<Node> nodes = new ArrayList<>(List.of(new Node(List.of(), new WakeupTree())));
  private final List<Turn> turns = new ArrayList<>();
  private boolean begun;

  Search(boolean optimal) {
    this.optimal = optimal;
  }

  /** The execution to make next; null when all is tried. */
  @Nullable Plan next() {
    if (!begun) {
      return Plan.FIRST;
    }
    int depth = deepest(nodes.size() - 1);
    return depth < 0 ? null : plan(depth, nodes.get(depth).asleep(), branches(depth).getFirst());
  }

  /** The branch that the next execution takes; null for the first execution. */
  WakeupTree.@Nullable Branch branch() {
    int depth = begun ? deepest(nodes.size() - 1) : -1;
    return depth < 0 ? null : branches(depth).getFirst();
  }

  /**
   * The executions to make some time, as far as that is known, with the branch that each belongs
   * to; the one to make next comes first. Until its turn comes what is asleep may turn out
   * differently.
   */
  List<Upcoming> upcoming(int most) {
    List<Upcoming> upcoming = new ArrayList<>();
    int depth = deepest(nodes.size() - 1);
    while (depth >= 0 && upcoming.size() < most) {
      List<Turn> asleep = new ArrayList<>(nodes.get(depth).asleep());
      for (WakeupTree.Branch branch : branches(depth)) {
        upcoming.add(new Upcoming(branch, plan(depth, List.copyOf(asleep), branch)));
        asleep.add(branch.turn());
      }
      depth = deepest(depth - 1);
    }
    return upcoming;
  }

  /** A plan, and the branch that stands for it. */
  record Upcoming(WakeupTree.Branch branch, Plan plan) {}

  /** The planned execution was made: goes to where it led, and asks for what else must be tried. */
  void made(Plan plan, Execution execution) {
    begun = true;
    int known = plan.done().size();
    nodes.subList(known + 1, nodes.size()).clear();
    turns.subList(known, turns.size()).clear();
    for (Turn turn : execution.turns()) {
      nodes.add(nodes.getLast().next(turn));
      turns.add(turn);
    }
    if (!nodes.getLast().wanted().isEmpty()) {
      // The run ended here: what was planned next could not be taken.
      nodes.getLast().wanted().drop();
    }
    for (Execution.Reversal reversal : execution.reversals()) {
      Node node = nodes.get(reversal.before());
      if (optimal) {
        node.want(reversal.beginning());
      } else {
        node.wantFirst(reversal.beginning());
      }
    }
  }

  /**
   * How much of everything is tried, as a guess from 0 to 1: the branches that are known from a
   * state are taken to be equally large.
   */
  double fractionDone() {
    double done = 0;
    double weight = 1;
    for (int depth = 0; depth < turns.size(); depth++) {
      weight /= nodes.get(depth).known();
      done += weight * (nodes.get(depth).taken() - 1);
    }
    return begun ? done + weight : 0;
  }

  private List<WakeupTree.Branch> branches(int depth) {
    return nodes.get(depth).wanted().branches();
  }

  private int deepest(int from) {
    int depth = from;
    while (depth >= 0 && nodes.get(depth).wanted().isEmpty()) {
      depth--;
    }
    return depth;
  }

  private Plan plan(int depth, List<Turn> asleep, WakeupTree.Branch branch) {
    return new Plan(List.copyOf(turns.subList(0, depth)), asleep, branch.firstWay());
  }
}
