package org.folioscope.scenarios.programs;

import io.vavr.collection.Vector;
import org.folioscope.eventlog.state.StableHash;

/** Numbers drawn from a seed: the same ones, in the same order, on every machine. */
final class Draws {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  Draws(long seed) {
    state = StableHash.mix(seed + GOLDEN);
  }

  /** A number from 0 up to the bound, which is left out. */
  int below(int bound) {
    state += GOLDEN;
    return (int) Long.remainderUnsigned(StableHash.mix(state), bound);
  }

  /** True once in so many times. */
  boolean onceIn(int times) {
    return below(times) == 0;
  }

  /** One of them. */
  <T> T oneOf(Vector<T> items) {
    return items.get(below(items.size()));
  }

  /** One of them. */
  String oneOf(String... items) {
    return items[below(items.length)];
  }
}
