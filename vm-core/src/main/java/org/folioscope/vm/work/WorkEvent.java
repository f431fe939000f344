package org.folioscope.vm.work;

import org.folioscope.eventlog.log.Event;

/** What happens to the work queue. */
public sealed interface WorkEvent extends Event {

  /**
   * A piece of work waits for the kernel thread; its number is the submitting CPU's, times a
   * million, plus a count.
   */
  record WorkQueued(long work, int cpu, String name) implements WorkEvent {
    @Override
    public String note() {
      return "queue work: " + name;
    }
  }

  /** The kernel thread takes it on. */
  record WorkBegun(long work) implements WorkEvent {}

  /** A piece of work waits for a second kernel thread: the first one is at work of another kind. */
  record WorkQueuedBeside(long work, int cpu, String name) implements WorkEvent {
    @Override
    public String note() {
      return "queue work: " + name;
    }
  }

  /** The second kernel thread takes it on. */
  record WorkBegunBeside(long work) implements WorkEvent {}
}
