package org.folioscope.simulation.dpor;

import java.util.ArrayList;
import java.util.List;

/**
 * How much of the tree of executions is done, as a guess: the branches that are known from a state
 * are taken to be equally large. Those that were taken are done, but for those in which a worker
 * still is.
 */
final class Done {

  private Done() {}

  /**
   * Where a worker is.
   *
   * @param nodes the states on its way
   * @param executing whether it is taking a branch from the last of them, and further
   */
  record Way(List<Node> nodes, boolean executing) {

    boolean goesOn(int depth) {
      return depth + 1 < nodes.size();
    }
  }

  /** The fraction, given the ways of all workers, which begin in the same state. */
  static double of(List<Way> ways) {
    return ways.isEmpty() ? 0 : below(ways, 0);
  }

  /** The part that is done of what is below the state that all ways have at a depth. */
  private static double below(List<Way> ways, int from) {
    double done = 0;
    double weight = 1;
    for (int depth = from; ; depth++) {
      Node node = ways.getFirst().nodes().get(depth);
      List<List<Way>> children = children(ways, depth);
      if (node.known() == 0) {
        return done + (children.isEmpty() && !isExecuted(ways, depth) ? weight : 0);
      }
      weight /= node.known();
      done += weight * Math.max(0, node.taken() - children.size() - underWay(ways, node, depth));
      if (children.size() != 1) {
        for (List<Way> child : children) {
          done += weight * below(child, depth + 1);
        }
        return done;
      }
      ways = children.getFirst();
    }
  }

  /** The ways that go on beyond a state, by the state that they go to. */
  private static List<List<Way>> children(List<Way> ways, int depth) {
    List<List<Way>> children = new ArrayList<>();
    for (Way way : ways) {
      if (way.goesOn(depth)) {
        Node next = way.nodes().get(depth + 1);
        children.stream()
            .filter(child -> child.getFirst().nodes().get(depth + 1) == next)
            .findFirst()
            .orElseGet(() -> {
              children.add(new ArrayList<>());
              return children.getLast();
            })
            .add(way);
      }
    }
    return children;
  }

  /** How many of the branches that were taken from a state somebody is still executing first. */
  private static long underWay(List<Way> ways, Node node, int depth) {
    long leaving = ways.stream().filter(way -> way.executing() && !way.goesOn(depth)).count();
    return Math.max(0, leaving - (node.isClaimed() ? 1 : 0));
  }

  private static boolean isExecuted(List<Way> ways, int depth) {
    return ways.stream().anyMatch(way -> way.executing() && !way.goesOn(depth));
  }
}
