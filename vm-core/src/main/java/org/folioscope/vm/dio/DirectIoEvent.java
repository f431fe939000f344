package org.folioscope.vm.dio;

import org.folioscope.eventlog.log.Event;

/**
 * What happens to direct I/O requests. A request is named by the task that makes it: a task has at
 * most one.
 */
public sealed interface DirectIoEvent extends Event {

  /** A bio of the request, which is about this file, is on its way. */
  record BioIssued(int task, int inode) implements DirectIoEvent {}

  /** A bio is done; whoever waits for the request may go on when it was the last. */
  record BioFinished(int task, int inode, int status) implements DirectIoEvent {
    @Override
    public String note() {
      return "direct I/O bio ends";
    }
  }

  /** The request is over and its status was taken. */
  record RequestEnded(int task) implements DirectIoEvent {}
}
