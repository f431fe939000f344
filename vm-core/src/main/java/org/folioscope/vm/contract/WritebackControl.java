package org.folioscope.vm.contract;

import org.jspecify.annotations.Nullable;

/**
 * What a writer wants (writeback_control).
 *
 * @param integrity WB_SYNC_ALL: wait for pages under writeback and write everything that was dirty
 *     at the start; otherwise WB_SYNC_NONE: skip what is busy
 * @param first the first page offset
 * @param last the last page offset, inclusive
 * @param slice where WB_SYNC_NONE stops; null for no such limit
 * @param sweep which pages of the range are in question
 */
public record WritebackControl(
    boolean integrity, long first, long last, @Nullable WritebackSlice slice, Sweep sweep) {

  /** Which pages of a range a pass is about. */
  public enum Sweep {
    /** All, from the first on. */
    RANGE,
    /** All, from where the last such pass left off (range_cyclic). */
    CYCLIC,
    /** Those that are dirty when it begins, also of who waits for nothing (tagged_writepages). */
    TAGGED
  }

  /** The last page offset of the largest file. */
  public static final long END = (1L << 32) - 1;

  /** All of a range. */
  public WritebackControl(boolean integrity, long first, long last) {
    this(integrity, first, last, null, Sweep.RANGE);
  }

  /** Everything, for integrity. */
  public static WritebackControl syncAll() {
    return new WritebackControl(true, 0, END);
  }

  /** Everything that is not busy. */
  public static WritebackControl syncNone() {
    return new WritebackControl(false, 0, END);
  }

  /** What is not busy, from where the last such pass left off until the slice is used up. */
  public static WritebackControl cyclic(@Nullable WritebackSlice slice) {
    return new WritebackControl(false, 0, END, slice, Sweep.CYCLIC);
  }

  /** Everything that is dirty at the start and not busy. */
  public static WritebackControl tagged() {
    return new WritebackControl(false, 0, END, null, Sweep.TAGGED);
  }

  /** Whether to begin where the last such pass left off. */
  public boolean isCyclic() {
    return sweep == Sweep.CYCLIC;
  }

  /** Whether what is dirty at the start is marked first, and nothing else is written. */
  public boolean tagsFirst() {
    return integrity || sweep == Sweep.TAGGED;
  }

  /** Whether it is about all of a file, from its beginning. */
  public boolean whole() {
    return !isCyclic() && first == 0 && last == END;
  }

  /** A page was written; whether that was the last one. */
  public boolean wroteLast() {
    if (slice == null) {
      return false;
    }
    slice.take();
    return slice.isUsedUp();
  }
}
