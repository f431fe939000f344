package org.folioscope.eventlog.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Immutable values by number, in ascending order of the numbers. Looking for keys (next, first,
 * all) reads the map's key set as one location; adding and removing a key add to it, as that
 * commutes for different keys; looking at one key reads that key only.
 */
public final class LongMap<T> extends Container {

  private static final long KEY_SET = -1;

  private TreeMap<Long, T> values = new TreeMap<>();

  LongMap(StateSpace space, String name) {
    super(space, name);
  }

  /** The value of a key, or null. */
  public @Nullable T get(long key) {
    reading(key);
    return values.get(key);
  }

  /** Sets the value of a key; null removes it. */
  public void put(long key, @Nullable T value) {
    writing(key);
    T old = value == null ? values.remove(key) : values.put(key, value);
    if ((old == null) != (value == null)) {
      adding(KEY_SET);
    }
    if (old != value) {
      space.record(this, key, 0, old, part(key, value) - part(key, old));
    }
  }

  /** The smallest key that is at least {@code from}, or null. */
  public @Nullable Long nextKey(long from) {
    reading(KEY_SET);
    return values.ceilingKey(from);
  }

  /** The greatest key that is at most {@code from}, or null. */
  public @Nullable Long previousKey(long from) {
    reading(KEY_SET);
    return values.floorKey(from);
  }

  /** All keys, ascending. */
  public List<Long> keys() {
    reading(KEY_SET);
    return new ArrayList<>(values.keySet());
  }

  /** How many keys there are. */
  public int size() {
    reading(KEY_SET);
    return values.size();
  }

  @Override
  public void forEach(BiConsumer<String, String> consumer) {
    for (Map.Entry<Long, T> entry : values.entrySet()) {
      consumer.accept(path(entry.getKey()), String.valueOf(entry.getValue()));
    }
  }

  @Override
  @SuppressWarnings("unchecked")
  void undo(long slot, long oldLong, @Nullable Object oldRef) {
    if (oldRef == null) {
      values.remove(slot);
    } else {
      values.put(slot, (T) oldRef);
    }
  }

  @Override
  Object copy() {
    return new TreeMap<>(values);
  }

  @Override
  @SuppressWarnings("unchecked")
  void restore(Object copy) {
    values = new TreeMap<>((TreeMap<Long, T>) copy);
  }

  @Override
  void clear() {
    values.clear();
  }

  @Override
  void reset() {
    List.copyOf(values.keySet()).forEach(key -> put(key, null));
  }

  private long part(long key, @Nullable Object value) {
    return value == null ? 0 : contribution(key, StableHash.of(value));
  }
}
