package org.folioscope.vm.contract;

import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.inode.Inode;

/** Operations on inodes as such. */
public interface InodeOperations {

  /** Timestamps or size changed in memory (dirty_inode). May block. */
  @Operation(
      linux = "dirty_inode",
      fails = {Errno.EIO, Errno.ENOSPC})
  default Errno dirtyInode(Inode inode) {
    return Errno.OK;
  }

  /** Writes the inode itself (write_inode). May block. */
  @Operation(
      linux = "write_inode",
      fails = {Errno.EIO, Errno.ENOSPC})
  default Errno writeInode(Inode inode) {
    return Errno.OK;
  }

  /**
   * Truncates or extends (setattr size). i_rwsem held for write; takes invalidate_lock itself, and
   * waits for direct I/O in flight. What is gained reads as zeroes, whatever was there before. May
   * block.
   */
  @Operation(
      linux = "setattr",
      locks = Held.RWSEM,
      fails = {Errno.EIO, Errno.ENOSPC, Errno.EBUSY, Errno.EOPNOTSUPP})
  default Errno setSize(Inode inode, long size) {
    return Errno.EOPNOTSUPP;
  }

  /** The last user is gone (evict_inode). May block. */
  @Operation(linux = "evict_inode")
  default void evict(Inode inode) {}
}
