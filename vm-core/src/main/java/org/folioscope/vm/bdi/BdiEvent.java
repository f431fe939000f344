package org.folioscope.vm.bdi;

import org.folioscope.eventlog.log.Event;

/** What happens to the lists of dirty inodes. Times are virtual, in nanoseconds. */
public sealed interface BdiEvent extends Event {

  /** A list of the flusher (struct bdi_writeback). */
  enum Queue {
    /** Dirty, in the order of becoming so (b_dirty). */
    DIRTY,
    /** To be written now (b_io). */
    IO,
    /** To be written after those (b_more_io). */
    MORE_IO
  }

  /** The inode is the last of a list, and of none else; dirtied_when is as said. */
  record InodeQueued(int inode, Queue queue, long dirtiedWhen) implements BdiEvent {}

  /** The inode is on no list. */
  record InodeUnqueued(int inode) implements BdiEvent {}

  /** A task writes the inode (I_SYNC). */
  record SyncBegan(int inode, int task) implements BdiEvent {}

  /** The inode is not being written any more. */
  record SyncEnded(int inode) implements BdiEvent {}

  /** Somebody has work for the flusher (wb_queue_work). */
  record WorkQueued(int task) implements BdiEvent {}

  /** Queued work begins. */
  record QueuedWorkBegan(int task) implements BdiEvent {}

  /** Work begins that nobody has queued: what is old, or in the background. */
  record OwnWorkBegan(int task) implements BdiEvent {}

  /** The flusher's work is done. */
  record WorkEnded() implements BdiEvent {}
}
