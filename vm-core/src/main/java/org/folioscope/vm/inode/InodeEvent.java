package org.folioscope.vm.inode;

import org.folioscope.eventlog.log.Event;
import org.folioscope.vm.errno.Errno;

/** What happens to inodes in memory. */
public sealed interface InodeEvent extends Event {

  /** The inode is in memory, with this size. */
  record InodeLoaded(int inode, String name, long size) implements InodeEvent {}

  /** i_size changed. */
  record SizeChanged(int inode, long size) implements InodeEvent {}

  /** The inode has dirty pages (I_DIRTY_PAGES). */
  record PagesDirtied(int inode) implements InodeEvent {}

  /** The writer takes on the dirty pages. */
  record PagesDirtyCleared(int inode) implements InodeEvent {}

  /** The inode itself has changes that are not on disk. */
  record InodeDirtied(int inode) implements InodeEvent {}

  /** They are on disk, or in the journal. */
  record InodeDirtyCleared(int inode) implements InodeEvent {}

  /** Writing back failed: every open file will be told once. */
  record WritebackErrorRecorded(int inode, Errno errno) implements InodeEvent {}

  /** Somebody was told of the last error of writing the file back. */
  record ErrorSeen(int inode) implements InodeEvent {}

  /** Somebody was told of the last error of writing back any file of the filesystem. */
  record SuperblockErrorSeen(Superblock superblock) implements InodeEvent {}

  /** The error flags of the mapping were taken (AS_EIO, AS_ENOSPC). */
  record MappingErrorsTaken(int inode) implements InodeEvent {}

  /** No name is left of the file: it goes away with its last user. */
  record LinkDropped(int inode) implements InodeEvent {}

  /** Nobody uses the file without a name any more; it is being taken apart (I_FREEING). */
  record EvictionBegan(int inode) implements InodeEvent {}

  /** The inode is no longer in memory, nor anywhere else. */
  record InodeEvicted(int inode) implements InodeEvent {}

  /** An empty inode of one of the kernel's own mounts was made on a CPU. */
  record InodeMade(int inode, String name, int cpu) implements InodeEvent {}

  /** The next pass over the file in the background begins at this page (writeback_index). */
  record WritebackIndexSet(int inode, long index) implements InodeEvent {}
}
