package org.folioscope.vm.trivial;

import org.folioscope.eventlog.log.Event;

/** What happens to the trivial filesystem's metadata. */
public sealed interface TrivialEvent extends Event {

  /** The file exists. */
  record FileCreated(int inode, String name) implements TrivialEvent {}

  /** The file has no name any more. */
  record FileUnlinked(int inode, String name) implements TrivialEvent {}

  /** The file has another name. */
  record FileRenamed(int inode, String from, String to) implements TrivialEvent {}

  /** The blocks of a file without a name are zeroes again and can be another file's. */
  record FileFreed(int inode) implements TrivialEvent {}
}
