package org.folioscope.block;

/**
 * What happens to a device when the power goes.
 *
 * @param possible whether that can happen: only then the device keeps account of it
 * @param atomicSectors how many sectors, from a multiple of so many on, are written whole or not at
 *     all
 */
public record PowerCuts(boolean possible, int atomicSectors) {

  /** The power stays on; a block of 4 KiB would be written whole. */
  public static final PowerCuts NONE = new PowerCuts(false, 8);

  /** Checks the range. */
  public PowerCuts {
    if (atomicSectors != 1 && atomicSectors != 8) {
      throw new IllegalArgumentException("1 or 8 sectors are written whole, not " + atomicSectors);
    }
  }
}
