package org.folioscope.eventlog.state;

import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Immutable values by index from 0, growing as needed; a slot never written is null. Values need a
 * {@link StableHash}.
 */
public final class RefArray<T> extends Container {

  private @Nullable Object[] values = new Object[8];

  RefArray(StateSpace space, String name) {
    super(space, name);
  }

  /** The value of a slot, or null. */
  @SuppressWarnings("unchecked")
  public @Nullable T get(int index) {
    reading(index);
    return index < values.length ? (T) values[index] : null;
  }

  /** Replaces the value of a slot; null empties it. */
  public void set(int index, @Nullable T value) {
    writing(index);
    if (index >= values.length) {
      values = Arrays.copyOf(values, Math.max(index + 1, values.length * 2));
    }
    Object old = values[index];
    if (old != value) {
      values[index] = value;
      space.record(this, index, 0, old, part(index, value) - part(index, old));
    }
  }

  @Override
  public void forEach(BiConsumer<String, String> consumer) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null) {
        consumer.accept(path(i), String.valueOf(values[i]));
      }
    }
  }

  @Override
  void undo(long slot, long oldLong, @Nullable Object oldRef) {
    values[(int) slot] = oldRef;
  }

  @Override
  Object copy() {
    return values.clone();
  }

  @Override
  void restore(Object copy) {
    values = ((Object[]) copy).clone();
  }

  @Override
  void clear() {
    Arrays.fill(values, null);
  }

  @Override
  void reset() {
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null) {
        set(i, null);
      }
    }
  }

  private long part(int index, @Nullable Object value) {
    return value == null ? 0 : contribution(index, StableHash.of(value));
  }
}
