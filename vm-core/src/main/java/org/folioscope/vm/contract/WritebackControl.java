package org.folioscope.vm.contract;

/**
 * What a writer wants (writeback_control).
 *
 * @param integrity WB_SYNC_ALL: wait for pages under writeback and write everything that was dirty
 *     at the start; otherwise WB_SYNC_NONE: skip what is busy
 * @param first the first page offset
 * @param last the last page offset, inclusive
 */
public record WritebackControl(boolean integrity, long first, long last) {

  /** The last page offset of the largest file. */
  public static final long END = (1L << 32) - 1;

  /** Everything, for integrity. */
  public static WritebackControl syncAll() {
    return new WritebackControl(true, 0, END);
  }

  /** Everything that is not busy. */
  public static WritebackControl syncNone() {
    return new WritebackControl(false, 0, END);
  }
}
