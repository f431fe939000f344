package org.folioscope.vm.trivial;

import org.folioscope.eventlog.log.Event;

/** What happens to the trivial filesystem's metadata. */
public sealed interface TrivialEvent extends Event {

  /** The file exists. */
  record FileCreated(int inode, String name) implements TrivialEvent {}
}
