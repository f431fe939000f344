package org.folioscope.eventlog.state;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Distinct non-negative numbers in an order: an LRU list, a queue. It is one location for
 * footprints. The digest covers the order, as the sum over neighbouring pairs.
 */
public final class Sequence extends Container {

  private static final long END = -1;
  private static final long INSERTED = 0;
  private static final long REMOVED = 1;

  private long[] items = new long[8];
  private int size;

  Sequence(StateSpace space, String name) {
    super(space, name);
  }

  /** How many numbers there are. */
  public int size() {
    reading(0);
    return size;
  }

  /** The number at a position, 0 being the head. */
  public long get(int position) {
    reading(0);
    if (position >= size) {
      throw new IndexOutOfBoundsException(name() + "[" + position + "] of " + size);
    }
    return items[position];
  }

  /** Whether the number is in the list. */
  public boolean contains(long item) {
    reading(0);
    return indexOf(item) >= 0;
  }

  /** Adds at the head. */
  public void addFirst(long item) {
    insert(0, item);
  }

  /** Adds at the tail. */
  public void addLast(long item) {
    insert(size, item);
  }

  /**
   * Takes the number out.
   *
   * @throws IllegalStateException when it is not in the list
   */
  public void remove(long item) {
    writing(0);
    int position = indexOf(item);
    if (position < 0) {
      throw new IllegalStateException(item + " is not in " + name());
    }
    space.record(this, position, REMOVED, item, -link(position, item));
    takeOut(position);
  }

  @Override
  public void forEach(BiConsumer<String, String> consumer) {
    if (size > 0) {
      consumer.accept(name(), Arrays.toString(Arrays.copyOf(items, size)));
    }
  }

  @Override
  void undo(long slot, long oldLong, @Nullable Object oldRef) {
    if (oldLong == INSERTED) {
      takeOut((int) slot);
    } else {
      putIn((int) slot, (Long) Objects.requireNonNull(oldRef));
    }
  }

  @Override
  Object copy() {
    return Arrays.copyOf(items, size);
  }

  @Override
  void restore(Object copy) {
    long[] saved = (long[]) copy;
    items = Arrays.copyOf(saved, Math.max(8, saved.length));
    size = saved.length;
  }

  private void insert(int position, long item) {
    writing(0);
    putIn(position, item);
    space.record(this, position, INSERTED, null, link(position, item));
  }

  /** What the digest gains from the item standing where it stands, between its neighbours. */
  private long link(int position, long item) {
    long before = position > 0 ? items[position - 1] : END;
    long after = position + 1 < size ? items[position + 1] : END;
    return pair(before, item) + pair(item, after) - pair(before, after);
  }

  private long pair(long left, long right) {
    return left == END && right == END ? 0 : contribution(left, StableHash.mix(right));
  }

  private int indexOf(long item) {
    for (int i = 0; i < size; i++) {
      if (items[i] == item) {
        return i;
      }
    }
    return -1;
  }

  private void putIn(int position, long item) {
    if (size == items.length) {
      items = Arrays.copyOf(items, size * 2);
    }
    System.arraycopy(items, position, items, position + 1, size - position);
    items[position] = item;
    size++;
  }

  private void takeOut(int position) {
    size--;
    System.arraycopy(items, position + 1, items, position, size - position);
  }
}
