package org.folioscope.xfs;

import org.folioscope.eventlog.log.Event;

/** What happens to an XFS-like filesystem's own state. Offsets and counts are in blocks. */
public sealed interface XfsEvent extends Event {

  /** An empty filesystem whose data blocks are {@code first} to {@code end - 1}. */
  record FilesystemFormatted(long first, long end) implements XfsEvent {}

  /** Space for a hole is promised: the extent is delayed. */
  record ExtentReserved(int inode, long offset, long count) implements XfsEvent {}

  /** A delayed extent, or the first part of it, has a place; its old contents must not be seen. */
  record ExtentAllocated(int inode, long offset, long count, long place) implements XfsEvent {}

  /** A part of an unwritten extent was written. */
  record ExtentConverted(int inode, long offset, long count) implements XfsEvent {}

  /** A part of an extent is a hole now: its places are free, or its reservations given back. */
  record ExtentRemoved(int inode, long offset, long count) implements XfsEvent {}

  /** A hole, or a part of one, has a place for the future; what is there must not be seen. */
  record ExtentPreallocated(int inode, long offset, long count, long place) implements XfsEvent {}

  /** From here on blocks of the file may be another's too. */
  record ReflinkFlagSet(int inode) implements XfsEvent {}

  /** A hole of the file has blocks that another file has too. */
  record ExtentShared(int inode, long offset, long count, long place) implements XfsEvent {}

  /** Space for a copy of a shared block is promised, in the COW fork. */
  record CopyReserved(int inode, long offset, long count) implements XfsEvent {}

  /** What was promised has a place. */
  record CopyAllocated(int inode, long offset, long count, long place) implements XfsEvent {}

  /** The copy was written and takes the place of the shared block, which has an owner less. */
  record CopyRemapped(int inode, long offset) implements XfsEvent {}

  /** The copy is not wanted any more. */
  record CopyCancelled(int inode, long offset, long count) implements XfsEvent {}
}
