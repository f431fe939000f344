package org.folioscope.eventlog.state;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Distinct non-negative numbers in an order: an LRU list, a queue. It is one location for
 * footprints. The digest covers the order, as the sum over neighbouring pairs, and so needs the
 * numbers to be distinct.
 */
public final class Sequence extends Container {

  private static final long END = -1;
  private static final long INSERTED = 0;
  private static final long REMOVED = 1;

  private long[] items = new long[8];
  private int size;
  private final LongSet members = new LongSet();

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
    return members.contains(item);
  }

  /**
   * Adds at the head.
   *
   * @throws IllegalStateException when it is in the list already
   */
  public void addFirst(long item) {
    insert(0, item);
  }

  /**
   * Adds at the tail.
   *
   * @throws IllegalStateException when it is in the list already
   */
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
    if (!members.contains(item)) {
      throw new IllegalStateException(item + " is not in " + name());
    }
    int position = indexOf(item);
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
    members.clear();
    for (long item : saved) {
      members.add(item);
    }
  }

  @Override
  void clear() {
    restore(new long[0]);
  }

  @Override
  void reset() {
    while (size > 0) {
      remove(items[size - 1]);
    }
  }

  private void insert(int position, long item) {
    writing(0);
    if (item < 0) {
      throw new IllegalArgumentException(item + " is negative, for " + name());
    }
    if (members.contains(item)) {
      throw new IllegalStateException(item + " is in " + name() + " already");
    }
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

  /** The position of a member. */
  private int indexOf(long item) {
    int position = 0;
    while (items[position] != item) {
      position++;
    }
    return position;
  }

  private void putIn(int position, long item) {
    if (size == items.length) {
      items = Arrays.copyOf(items, size * 2);
    }
    System.arraycopy(items, position, items, position + 1, size - position);
    items[position] = item;
    size++;
    members.add(item);
  }

  private void takeOut(int position) {
    size--;
    members.remove(items[position]);
    System.arraycopy(items, position + 1, items, position, size - position);
  }
}
