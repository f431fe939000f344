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
  private int gateCount;
  private int[] started = new int[4];
  private int startedCount;

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
    gateCount = 0;
    startedCount = 0;
  }

  /** The turn left the location as it found it, so nobody can tell that it was written. */
  void forgetWrites(long location) {
    int kept = 0;
    for (int i = 0; i < writeCount; i++) {
      if (writes[i] != location) {
        writes[kept++] = writes[i];
      }
    }
    writeCount = kept;
  }

  /** What was read so far decided that the turn could be taken at all. */
  void endGate() {
    gateCount = readCount;
  }

  void started(int task) {
    if (startedCount == started.length) {
      started = Arrays.copyOf(started, startedCount * 2);
    }
    started[startedCount++] = task;
  }

  /** What the turn touched, to be kept. */
  public Accesses accesses() {
    return Accesses.of(reads, readCount, writes, writeCount, adds, addCount);
  }

  /** What decided that the turn could be taken: that its task existed, its CPU, its wait. */
  public Accesses gate() {
    return Accesses.of(reads, gateCount, writes, 0, adds, 0);
  }

  /** The tasks that the turn started. */
  public int[] started() {
    return Arrays.copyOf(started, startedCount);
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
}
