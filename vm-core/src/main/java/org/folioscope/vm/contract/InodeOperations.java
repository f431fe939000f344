package org.folioscope.vm.contract;

import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.inode.Inode;

/** Operations on inodes as such. */
public interface InodeOperations {

  /** Timestamps or size changed in memory (dirty_inode). May block. */
  default Errno dirtyInode(Inode inode) {
    return Errno.OK;
  }

  /** Writes the inode itself (write_inode). May block. */
  default Errno writeInode(Inode inode) {
    return Errno.OK;
  }

  /** Truncates or extends (setattr size). i_rwsem held for write. May block. */
  default Errno setSize(Inode inode, long size) {
    return Errno.EOPNOTSUPP;
  }

  /** The last user is gone (evict_inode). May block. */
  default void evict(Inode inode) {}
}
