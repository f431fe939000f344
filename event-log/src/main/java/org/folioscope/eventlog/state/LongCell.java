package org.folioscope.eventlog.state;

/** A single number in emulated state: slot 0 of an array of its own. */
public final class LongCell {

  private final LongArray array;

  LongCell(LongArray array) {
    this.array = array;
  }

  /** The value. */
  public long get() {
    return array.get(0);
  }

  /** Replaces the value. */
  public void set(long value) {
    array.set(0, value);
  }

  /** Adds to the value. */
  public void add(long delta) {
    array.add(0, delta);
  }
}
