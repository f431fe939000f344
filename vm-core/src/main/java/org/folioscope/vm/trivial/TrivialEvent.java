package org.folioscope.vm.trivial;

import org.folioscope.eventlog.log.Event;

/** What happens to the trivial filesystem's metadata. */
public sealed interface TrivialEvent extends Event {

  /** The file exists. */
  record FileCreated(int inode, String name) implements TrivialEvent {}

  /** What these blocks of the file hold on the device is not to be read any more. */
  record BlocksDiscarded(int inode, long first, long last) implements TrivialEvent {}

  /** The discarded block was written. */
  record BlockRewritten(int inode, long block) implements TrivialEvent {}
}
