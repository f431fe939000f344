package org.folioscope.eventlog.state;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The old values of changed slots, newest last, kept only while somebody may want to go back. */
final class UndoLog {

  private @Nullable Container[] containers = new Container[256];
  private long[] slots = new long[256];
  private long[] longs = new long[256];
  private @Nullable Object[] refs = new Object[256];
  private int size;
  private boolean active;

  int start() {
    active = true;
    return size;
  }

  /** Nobody will go back any more: forgets everything and keeps nothing from here on. */
  void stop() {
    active = false;
    Arrays.fill(containers, 0, size, null);
    Arrays.fill(refs, 0, size, null);
    size = 0;
  }

  /** How many old values are kept. */
  int size() {
    return size;
  }

  void record(Container container, long slot, long oldLong, @Nullable Object oldRef) {
    if (!active) {
      return;
    }
    if (size == containers.length) {
      grow();
    }
    containers[size] = container;
    slots[size] = slot;
    longs[size] = oldLong;
    refs[size] = oldRef;
    size++;
  }

  void rollback(int mark) {
    while (size > mark) {
      size--;
      Objects.requireNonNull(containers[size]).undo(slots[size], longs[size], refs[size]);
      refs[size] = null;
    }
  }

  private void grow() {
    int capacity = size * 2;
    containers = Arrays.copyOf(containers, capacity);
    slots = Arrays.copyOf(slots, capacity);
    longs = Arrays.copyOf(longs, capacity);
    refs = Arrays.copyOf(refs, capacity);
  }
}
