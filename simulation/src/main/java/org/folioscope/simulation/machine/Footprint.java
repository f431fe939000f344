package org.folioscope.simulation.machine;

import java.util.Arrays;
import org.folioscope.eventlog.state.AccessListener;

/**
 * The locations that one turn of a task read, wrote and added to. Two turns that do not conflict
 * may change places without anybody noticing. Adds commute with adds and conflict with reads and
 * writes.
 */
public final class Footprint implements AccessListener {

  private long[] reads = new long[64];
  private long[] writes = new long[32];
  private long[] adds = new long[16];
  private int readCount;
  private int writeCount;
  private int addCount;

  @Override
  public void read(long location) {
    if (readCount == reads.length) {
      reads = Arrays.copyOf(reads, readCount * 2);
    }
    reads[readCount++] = location;
  }

  @Override
  public void write(long location) {
    if (writeCount == writes.length) {
      writes = Arrays.copyOf(writes, writeCount * 2);
    }
    writes[writeCount++] = location;
  }

  @Override
  public void add(long location) {
    if (addCount == adds.length) {
      adds = Arrays.copyOf(adds, addCount * 2);
    }
    adds[addCount++] = location;
  }

  /** Forgets everything. */
  public void clear() {
    readCount = 0;
    writeCount = 0;
    addCount = 0;
  }

  /** The locations read, in order, with repetitions. */
  public long[] reads() {
    return Arrays.copyOf(reads, readCount);
  }

  /** The locations written. */
  public long[] writes() {
    return Arrays.copyOf(writes, writeCount);
  }

  /** The locations added to. */
  public long[] adds() {
    return Arrays.copyOf(adds, addCount);
  }

  /** Whether the order of the two turns could matter to anybody. */
  public boolean conflictsWith(Footprint other) {
    return meets(writes, writeCount, other.reads, other.readCount)
        || meets(writes, writeCount, other.writes, other.writeCount)
        || meets(writes, writeCount, other.adds, other.addCount)
        || meets(reads, readCount, other.writes, other.writeCount)
        || meets(reads, readCount, other.adds, other.addCount)
        || meets(adds, addCount, other.reads, other.readCount)
        || meets(adds, addCount, other.writes, other.writeCount);
  }

  private static boolean meets(long[] left, int leftCount, long[] right, int rightCount) {
    for (int i = 0; i < leftCount; i++) {
      for (int j = 0; j < rightCount; j++) {
        if (left[i] == right[j]) {
          return true;
        }
      }
    }
    return false;
  }
}
