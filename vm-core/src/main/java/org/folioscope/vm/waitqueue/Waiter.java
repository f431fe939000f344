package org.folioscope.vm.waitqueue;

/**
 * An entry of a wait queue. Pages that share a queue are strangers to each other, so each entry
 * names its own.
 *
 * @param task who sleeps
 */
public record Waiter(int page, WaitBit bit, Kind kind, int task) {

  /** What a sleeper wants. */
  public enum Kind {
    /** That the bit is clear: all of these are woken. */
    SHARED,
    /** To set the bit: one of these is woken, and has to try. */
    EXCLUSIVE,
    /** To have the bit set for it by who wakes it, after it was overtaken too often. */
    HANDOFF,
    /** That the bit falls once. It has given its reference to the page away. */
    DROP
  }

  boolean exclusive() {
    return kind == Kind.EXCLUSIVE || kind == Kind.HANDOFF;
  }
}
