package org.folioscope.vm.io;

import org.folioscope.eventlog.log.Event;

/**
 * What happens to bios for which a task sleeps. A task sleeps for at most one at a time, and names
 * it.
 */
public sealed interface PageIoEvent extends Event {

  /** The task will sleep until its bio ends. */
  record BioAwaited(int task) implements PageIoEvent {}

  /** The bio is done; the task may go on. */
  record AwaitedBioEnded(int task, int status) implements PageIoEvent {}
}
