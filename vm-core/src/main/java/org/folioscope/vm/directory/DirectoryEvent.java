package org.folioscope.vm.directory;

import org.folioscope.eventlog.log.Event;

/** What happens to the one directory and to what the disk knows of the files in it. */
public sealed interface DirectoryEvent extends Event {

  /** The directory has an entry. */
  record EntryAdded(String name, int inode) implements DirectoryEvent {}

  /** The directory has the entry no more. */
  record EntryRemoved(String name, int inode) implements DirectoryEvent {}

  /** The entry has another name. */
  record EntryRenamed(String from, String to, int inode) implements DirectoryEvent {}

  /** The size that a crash would leave (i_disksize, di_size). */
  record DiskSizeChanged(int inode, long size) implements DirectoryEvent {}
}
