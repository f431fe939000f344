package org.folioscope.eventlog.state;

import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Numbers by index from 0, growing as needed; a slot never written is 0. Holds flags, counts, enum
 * ordinals and ids.
 */
public final class LongArray extends Container {

  private long[] values = new long[8];

  LongArray(StateSpace space, String name) {
    super(space, name);
  }

  /** The value of a slot. */
  public long get(int index) {
    reading(index);
    return at(index);
  }

  /** The value of a slot as an int; the value must fit. */
  public int getInt(int index) {
    return (int) get(index);
  }

  /** Replaces the value of a slot. */
  public void set(int index, long value) {
    writing(index);
    change(index, value);
  }

  /** Adds to the value of a slot; adds commute. */
  public void add(int index, long delta) {
    adding(index);
    change(index, at(index) + delta);
  }

  @Override
  public void forEach(BiConsumer<String, String> consumer) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] != 0) {
        consumer.accept(path(i), Long.toString(values[i]));
      }
    }
  }

  @Override
  void undo(long slot, long oldLong, @Nullable Object oldRef) {
    values[(int) slot] = oldLong;
  }

  @Override
  Object copy() {
    return values.clone();
  }

  @Override
  void restore(Object copy) {
    values = ((long[]) copy).clone();
  }

  @Override
  void clear() {
    Arrays.fill(values, 0);
  }

  @Override
  void reset() {
    for (int i = 0; i < values.length; i++) {
      if (values[i] != 0) {
        set(i, 0);
      }
    }
  }

  private long at(int index) {
    return index < values.length ? values[index] : 0;
  }

  private void change(int index, long value) {
    if (index >= values.length) {
      values = Arrays.copyOf(values, Math.max(index + 1, values.length * 2));
    }
    long old = values[index];
    if (old != value) {
      values[index] = value;
      space.record(this, index, old, null, part(index, value) - part(index, old));
    }
  }

  private long part(int index, long value) {
    return value == 0 ? 0 : contribution(index, value);
  }
}
