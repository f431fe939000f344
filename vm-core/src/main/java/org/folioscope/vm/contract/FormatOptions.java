package org.folioscope.vm.contract;

import jakarta.inject.Inject;

/**
 * How a filesystem is made on its device, and mounted.
 *
 * @param blockSize in bytes: a page, or a part of one
 * @param dax whether files are reached without a page cache: the device is memory
 */
public record FormatOptions(int blockSize, boolean dax) {

  /** The size of a page, in bytes. */
  private static final int PAGE = 4096;

  /** Blocks of one page, and a page cache. */
  public static final FormatOptions DEFAULT = new FormatOptions(PAGE, false);

  /** As usual, unless somebody says otherwise. */
  @Inject
  public FormatOptions() {
    this(PAGE, false);
  }
}
