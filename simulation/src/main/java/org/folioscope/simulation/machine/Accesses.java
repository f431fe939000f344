package org.folioscope.simulation.machine;

import java.util.Arrays;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The locations that a turn read, wrote and added to, as an immutable value. Two turns that do not
 * conflict may change places without anybody noticing. Adds commute with adds and conflict with
 * reads and writes.
 */
public final class Accesses {

  /** Touches nothing. */
  public static final Accesses NONE = of(new long[0], 0, new long[0], 0, new long[0], 0);

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final long[] reads;
  private final long[] writes;
  private final long[] adds;
  private final long readMask;
  private final long writeMask;
  private final long addMask;

  private Accesses(long[] reads, long[] writes, long[] adds) {
    this.reads = reads;
    this.writes = writes;
    this.adds = adds;
    this.readMask = mask(reads);
    this.writeMask = mask(writes);
    this.addMask = mask(adds);
  }

  static Accesses of(
      long[] reads, int readCount, long[] writes, int writeCount, long[] adds, int addCount) {
    return new Accesses(
        distinct(reads, readCount), distinct(writes, writeCount), distinct(adds, addCount));
  }

  /** Whether the order of the two turns could matter to anybody. */
  public boolean conflictsWith(Accesses other) {
    if ((writeMask & (other.readMask | other.writeMask | other.addMask)) == 0
        && (other.writeMask & (readMask | addMask)) == 0
        && (readMask & other.addMask) == 0
        && (addMask & other.readMask) == 0) {
      return false;
    }
    return meet(writes, other.writes)
        || meet(writes, other.reads)
        || meet(reads, other.writes)
        || meet(writes, other.adds)
        || meet(adds, other.writes)
        || meet(reads, other.adds)
        || meet(adds, other.reads);
  }

  /** Hands over the locations in which the two turns conflict; some of them more than once. */
  public void conflicts(Accesses other, LongConsumer to) {
    meetings(writes, other.writes, to);
    meetings(writes, other.reads, to);
    meetings(reads, other.writes, to);
    meetings(writes, other.adds, to);
    meetings(adds, other.writes, to);
    meetings(reads, other.adds, to);
    meetings(adds, other.reads, to);
  }

  /** Whether nothing is read here that is not read there. */
  public boolean readsWithin(Accesses other) {
    for (long location : reads) {
      if (Arrays.binarySearch(other.reads, location) < 0) {
        return false;
      }
    }
    return true;
  }

  /** The locations read, ascending. */
  public long[] reads() {
    return reads.clone();
  }

  /** The locations written, ascending. */
  public long[] writes() {
    return writes.clone();
  }

  /** The locations added to, ascending. */
  public long[] adds() {
    return adds.clone();
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof Accesses other
        && Arrays.equals(reads, other.reads)
        && Arrays.equals(writes, other.writes)
        && Arrays.equals(adds, other.adds);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(readMask * 31 + writeMask * 17 + addMask);
  }

  private static boolean meet(long[] left, long[] right) {
    int i = 0;
    int j = 0;
    while (i < left.length && j < right.length) {
      if (left[i] == right[j]) {
        return true;
      }
      if (left[i] < right[j]) {
        i++;
      } else {
        j++;
      }
    }
    return false;
  }

  private static void meetings(long[] left, long[] right, LongConsumer to) {
    int i = 0;
    int j = 0;
    while (i < left.length && j < right.length) {
      long one = left[i];
      long other = right[j];
      if (one == other) {
        to.accept(one);
      }
      i += one <= other ? 1 : 0;
      j += other <= one ? 1 : 0;
    }
  }

  private static long[] distinct(long[] values, int count) {
    long[] sorted = Arrays.copyOf(values, count);
    Arrays.sort(sorted);
    int size = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        sorted[size++] = sorted[i];
      }
    }
    return size == count ? sorted : Arrays.copyOf(sorted, size);
  }

  /** One bit for each location, so that most pairs of turns are told apart at a glance. */
  private static long mask(long[] locations) {
    long mask = 0;
    for (long location : locations) {
      mask |= 1L << ((location * GOLDEN) >>> 58);
    }
    return mask;
  }
}
