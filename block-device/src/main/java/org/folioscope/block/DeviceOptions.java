package org.folioscope.block;

/**
 * What the device is like.
 *
 * @param sectors its size, 512 bytes each
 * @param stepsPerPage in how many steps it moves a page of 4 KiB: 1, 2, 4 or 8; the grain of
 *     tearing
 * @param idleInterrupts whether it interrupts a CPU that does nothing else, instead of the one that
 *     submitted: then no task stands still meanwhile
 * @param mode what it does with the bytes of a write beside storing them
 * @param stablePages whether pages are to stay as they are while they are written
 *     (AS_STABLE_WRITES)
 * @param swapPages how many pages can be swapped out, to a partition of their own behind the
 *     sectors of the filesystem
 * @param powerCuts what happens when the power goes
 */
public record DeviceOptions(
    long sectors,
    int stepsPerPage,
    boolean idleInterrupts,
    DeviceMode mode,
    boolean stablePages,
    int swapPages,
    PowerCuts powerCuts) {

  /** 64 MiB, a page in two steps. */
  public static final DeviceOptions DEFAULT = new DeviceOptions(131_072, 2);

  /** Checks the ranges. */
  public DeviceOptions {
    if (sectors <= 0 || Integer.bitCount(stepsPerPage) != 1 || stepsPerPage > 8) {
      throw new IllegalArgumentException("a page moves in 1, 2, 4 or 8 steps, not " + stepsPerPage);
    }
  }

  /** A plain device that interrupts the CPU that submitted. */
  public DeviceOptions(long sectors, int stepsPerPage) {
    this(sectors, stepsPerPage, false, DeviceMode.PLAIN, false, 0, PowerCuts.NONE);
  }

  /** The same that interrupts a CPU that does nothing else. */
  public DeviceOptions interruptingIdle() {
    return new DeviceOptions(sectors, stepsPerPage, true, mode, stablePages, swapPages, powerCuts);
  }

  /** The same of another mode, which asks for stable pages if it needs them. */
  public DeviceOptions with(DeviceMode other) {
    return new DeviceOptions(
        sectors,
        stepsPerPage,
        idleInterrupts,
        other,
        other.asksForStablePages(),
        swapPages,
        powerCuts);
  }

  /** The same, whether it asks for stable pages or not. */
  public DeviceOptions withStablePages(boolean wanted) {
    return new DeviceOptions(
        sectors, stepsPerPage, idleInterrupts, mode, wanted, swapPages, powerCuts);
  }

  /** The same whose power can go. */
  public DeviceOptions with(PowerCuts cuts) {
    return new DeviceOptions(
        sectors, stepsPerPage, idleInterrupts, mode, stablePages, swapPages, cuts);
  }

  /** The same with a swap partition for so many pages. */
  public DeviceOptions withSwap(int pages) {
    return new DeviceOptions(
        sectors, stepsPerPage, idleInterrupts, mode, stablePages, pages, powerCuts);
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
