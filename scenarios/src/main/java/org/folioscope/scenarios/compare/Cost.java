package org.folioscope.scenarios.compare;

/**
 * What a configuration pays, in one round-robin run; {@link CostMeter} says how each is counted.
 */
public enum Cost {
  /** Bytes that the CPU stored into pages while tasks ran. */
  BYTES_COPIED("bytes copied by the CPU"),
  /** Atomic changes of flags and counts of pages, for each page that was written back. */
  ATOMICS_PER_WRITEBACK("atomic operations a writeback"),
  /** Locks taken, page locks included, for each page that was written back. */
  LOCKS_PER_WRITEBACK("lock holds a writeback"),
  /** Pages that reclaim looked at and put back. */
  SKIPPED_BY_RECLAIM("pages skipped by reclaim"),
  /** Pages that were dirty when all was over. */
  LEFT_DIRTY("pages that stay dirty"),
  /**
   * Virtual time between asking for durability and being answered, by the cost table, in
   * microseconds.
   */
  FSYNC_MICROSECONDS("fsync latency, virtual us"),
  /** Calls that were refused with EFAULT. */
  REFUSED("calls refused");

  private final String label;

  Cost(String label) {
    this.label = label;
  }

  /** The words for people. */
  public String label() {
    return label;
  }
}
