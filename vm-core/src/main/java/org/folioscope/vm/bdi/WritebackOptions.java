package org.folioscope.vm.bdi;

/**
 * What can be set about the flusher of a machine.
 *
 * @param tracked whether dirty inodes are on lists by age, and I_SYNC is taken; if not, nothing of
 *     that is done, since nobody would look at it
 * @param periods how many times the flusher wakes up in one call
 * @param slice how many pages it writes of a file before it turns to the next
 */
public record WritebackOptions(boolean tracked, int periods, int slice) {

  /** The least that the kernel writes in one go: 4 MiB (MIN_WRITEBACK_PAGES). */
  private static final int LEAST = 1024;

  /** A machine on which the flusher does not run by itself. */
  public static final WritebackOptions DEFAULT = new WritebackOptions(false, 1, LEAST);

  /** A machine on which it does, and wakes up so often in one call. */
  public static WritebackOptions tracked(int periods) {
    return new WritebackOptions(true, periods, LEAST);
  }
}
