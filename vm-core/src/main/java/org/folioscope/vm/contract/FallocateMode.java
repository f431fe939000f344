package org.folioscope.vm.contract;

/** What fallocate is to do to a range. */
public enum FallocateMode {
  /** Gives every block of the range a place; the file grows to the end of the range. */
  ALLOCATE(false),
  /** The same, and the size stays as it is (FALLOC_FL_KEEP_SIZE). */
  ALLOCATE_KEEP_SIZE(true),
  /** Makes a hole; the size stays (FALLOC_FL_PUNCH_HOLE). */
  PUNCH_HOLE(true),
  /** Makes the range read as zeroes, with a place for every block (FALLOC_FL_ZERO_RANGE). */
  ZERO_RANGE(false),
  /** The same, and the size stays as it is. */
  ZERO_RANGE_KEEP_SIZE(true);

  private final boolean keepsSize;

  FallocateMode(boolean keepsSize) {
    this.keepsSize = keepsSize;
  }

  /** Whether the file stays as long as it is. */
  public boolean keepsSize() {
    return keepsSize;
  }

  /** Whether the range reads as zeroes afterwards. */
  public boolean zeroes() {
    return this == PUNCH_HOLE || this == ZERO_RANGE || this == ZERO_RANGE_KEEP_SIZE;
  }
}
