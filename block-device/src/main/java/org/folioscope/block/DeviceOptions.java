package org.folioscope.block;

/**
 * What the device is like.
 *
 * @param sectors its size, 512 bytes each
 * @param stepsPerPage in how many steps it moves a page of 4 KiB: 1, 2, 4 or 8; the grain of
 *     tearing
 * @param idleInterrupts whether it interrupts a CPU that does nothing else, instead of the one that
 *     submitted: then no task stands still meanwhile
 * @param swapPages how many pages can be swapped out to a partition of their own, behind the
 *     sectors of the filesystem
 */
public record DeviceOptions(
    long sectors, int stepsPerPage, boolean idleInterrupts, int swapPages) {

  /** 64 MiB, a page in two steps. */
  public static final DeviceOptions DEFAULT = new DeviceOptions(131_072, 2);

  /** Checks the ranges. */
  public DeviceOptions {
    if (sectors <= 0 || Integer.bitCount(stepsPerPage) != 1 || stepsPerPage > 8) {
      throw new IllegalArgumentException("a page moves in 1, 2, 4 or 8 steps, not " + stepsPerPage);
    }
  }

  /** A device that interrupts the CPU that submitted. */
  public DeviceOptions(long sectors, int stepsPerPage) {
    this(sectors, stepsPerPage, false);
  }

  /** A device without swap. */
  public DeviceOptions(long sectors, int stepsPerPage, boolean idleInterrupts) {
    this(sectors, stepsPerPage, idleInterrupts, 0);
  }

  /** Its size with the swap partition. */
  long allSectors() {
    return sectors + swapPages * 8L;
  }

  /** How many bytes it moves in a step. */
  public int bytesPerStep() {
    return 4096 / stepsPerPage;
  }
}
