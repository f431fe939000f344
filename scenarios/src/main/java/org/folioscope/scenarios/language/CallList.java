package org.folioscope.scenarios.language;

import io.vavr.collection.Vector;

/**
 * Calls that are made one after the other, some of them again and again.
 *
 * @param items in the order written
 */
public record CallList(Vector<Item> items) {

  /** No calls. */
  public static final CallList EMPTY = new CallList(Vector.empty());

  /** A call, or a block of calls that is repeated. */
  public sealed interface Item {

    /** The calls as written, each once. */
    Vector<Call> written();

    /** The calls as they are made. */
    Vector<Call> made();
  }

  /** A call that is made once. */
  public record Single(Call call) implements Item {

    @Override
    public Vector<Call> written() {
      return Vector.of(call);
    }

    @Override
    public Vector<Call> made() {
      return Vector.of(call);
    }
  }

  /**
   * Calls that are made so many times, one round after the other.
   *
   * @param times at least once and at most {@link #MOST} times
   * @param written the calls of one round, which assign no variables
   * @param position where the block starts
   */
  public record Repeat(int times, Vector<Call> written, Position position) implements Item {

    /** The most that a block can be repeated. */
    public static final int MOST = 100;

    @Override
    public Vector<Call> made() {
      return Vector.fill(times, written).flatMap(round -> round);
    }
  }

  /** Calls that are made once each. */
  public static CallList of(Vector<Call> calls) {
    return new CallList(calls.map(Single::new));
  }

  /** The calls as written, each once. */
  public Vector<Call> written() {
    return items.flatMap(Item::written);
  }

  /** The calls in the order in which they are made. */
  public Vector<Call> made() {
    return items.flatMap(Item::made);
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return items.isEmpty();
  }
}
