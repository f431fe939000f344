package org.folioscope.eventlog.state;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/**
 * Non-negative numbers without an order. Ids are dense and begin at 0, so a bit each is enough for
 * nearly all of them.
 */
final class LongSet {

  private static final long DENSE = 1 << 20;

  private final BitSet dense = new BitSet();
  private final Set<Long> sparse = new HashSet<>();

  boolean contains(long item) {
    return isDense(item) ? dense.get((int) item) : sparse.contains(item);
  }

  void add(long item) {
    if (isDense(item)) {
      dense.set((int) item);
    } else {
      sparse.add(item);
    }
  }

  void remove(long item) {
    if (isDense(item)) {
      dense.clear((int) item);
    } else {
      sparse.remove(item);
    }
  }

  void clear() {
    dense.clear();
    sparse.clear();
  }

  private static boolean isDense(long item) {
    return item >= 0 && item < DENSE;
  }
}
