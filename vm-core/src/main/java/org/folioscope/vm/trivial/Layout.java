package org.folioscope.vm.trivial;

import org.folioscope.eventlog.content.Content;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Superblock;

/**
 * Where everything is: file n owns the n-th run of blocks of the device, so that looking up a block
 * is arithmetic.
 */
final class Layout {

  /** Blocks of a page each that a file can have. */
  static final int BLOCKS_PER_FILE = 64;

  /**
   * Bytes that a file can hold; i_size may be larger, what lies there is a hole that cannot be
   * filled.
   */
  static final long CAPACITY = (long) BLOCKS_PER_FILE * Folio.SIZE;

  private static final long SECTORS_PER_FILE = CAPACITY / Content.SECTOR;

  private Layout() {}

  /** How many files the device has room for; inode numbers go from 1 to this. */
  static int files(long sectors) {
    return (int) Math.min(sectors / SECTORS_PER_FILE - 1, Superblock.INODES - 1);
  }

  /** The sector of a byte below the capacity. */
  static long sector(int inode, long position) {
    return inode * SECTORS_PER_FILE + position / Content.SECTOR;
  }
}
