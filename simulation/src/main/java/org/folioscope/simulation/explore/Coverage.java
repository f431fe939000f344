package org.folioscope.simulation.explore;

import java.util.List;

/**
 * Which racing operations were seen in which order. Two operations race where they conflict and
 * could change places. An operation is what a person calls one: a task and what kind of state it
 * touches, in any turn.
 *
 * <p>Even a complete search can have seen a pair in one order only: when the second goes first, the
 * other one may not come to touch the same state at all.
 *
 * @param pairs each pair once, by name
 */
public record Coverage(List<Pair> pairs) {

  /**
   * Two operations.
   *
   * @param one a task's name
   * @param other the name of another task
   * @param on the kind of state: a container's name
   * @param oneFirst whether they were seen in this order
   * @param otherFirst whether they were seen the other way round
   */
  public record Pair(String one, String other, String on, boolean oneFirst, boolean otherFirst) {

    /** Whether both orders were seen. */
    public boolean inBothOrders() {
      return oneFirst && otherFirst;
    }

    @Override
    public String toString() {
      String first = oneFirst ? one : other;
      String second = oneFirst ? other : one;
      return first + (inBothOrders() ? " x " : " before ") + second + " on " + on;
    }
  }

  /** Copies what it is given. */
  public Coverage {
    pairs = List.copyOf(pairs);
  }

  /** How many pairs were seen in both orders. */
  public long inBothOrders() {
    return pairs.stream().filter(Pair::inBothOrders).count();
  }

  /** The pairs that were seen in one order only. */
  public List<Pair> inOneOrder() {
    return pairs.stream().filter(pair -> !pair.inBothOrders()).toList();
  }
}
