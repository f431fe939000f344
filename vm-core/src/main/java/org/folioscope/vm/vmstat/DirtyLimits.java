package org.folioscope.vm.vmstat;

/**
 * How many pages may be dirty or under writeback (domain_dirty_limits).
 *
 * @param background above so many dirty pages the flusher writes
 * @param hard with so many pages dirty or under writeback nobody may dirty more
 */
public record DirtyLimits(long background, long hard) {

  /** The vm.dirty_background_ratio of Linux, in percent. */
  static final long BACKGROUND_RATIO = 10;

  /** The vm.dirty_ratio of Linux, in percent. */
  static final long RATIO = 20;

  private static final long PAGE_SIZE = 4096;

  /** The limits of a machine with so many pages that can be dirty. */
  public static DirtyLimits of(long memory) {
    long hard = part(RATIO, memory);
    long background = part(BACKGROUND_RATIO, memory);
    return new DirtyLimits(background >= hard ? hard / 2 : background, hard);
  }

  /** Up to so many pages nobody is looked at (dirty_freerun_ceiling). */
  public long freerun() {
    return (background + hard) / 2;
  }

  /** Ratios are parts of a page's size, to be finer than percents; the rest is cut off. */
  private static long part(long percent, long memory) {
    return percent * PAGE_SIZE / 100 * memory / PAGE_SIZE;
  }
}
