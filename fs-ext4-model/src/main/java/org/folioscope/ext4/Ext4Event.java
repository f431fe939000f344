package org.folioscope.ext4;

import org.folioscope.eventlog.log.Event;

/**
 * What happens to an ext4-like filesystem's own state. A logical block is one of a file, a physical
 * one of the device.
 */
public sealed interface Ext4Event extends Event {

  /** An empty filesystem whose data blocks are {@code first} to {@code end - 1}. */
  record FilesystemFormatted(long first, long end) implements Ext4Event {}

  /** Space for a block is promised: delayed allocation. */
  record BlockReserved(int inode, long logical) implements Ext4Event {}

  /**
   * The block has a place, out of its reservation if it had one; unwritten means that its old
   * contents must not be seen.
   */
  record BlockAllocated(int inode, long logical, long physical, boolean unwritten)
      implements Ext4Event {}

  /** The unwritten block was written. */
  record BlockConverted(int inode, long logical) implements Ext4Event {}

  /** The block of the file is a hole now: its place is free, or its reservation given back. */
  record BlockRemoved(int inode, long logical) implements Ext4Event {}

  /** What the block holds is not to be seen any more; it keeps its place. */
  record BlockMadeUnwritten(int inode, long logical) implements Ext4Event {}
}
