package org.folioscope.vm.waitqueue;

import org.folioscope.eventlog.log.Event;

/** What happens in the wait queues of pages. */
public sealed interface WaitEvent extends Event {

  /** The task sleeps at the tail of the queue. */
  record WaiterQueued(int queue, Waiter waiter) implements WaitEvent {
    @Override
    public String note() {
      return "sleeps for PG_" + waiter.bit().name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * The task is out of the queue and can run.
   *
   * @param owner whether the bit was set for it
   */
  record WaiterWoken(int queue, int task, boolean owner) implements WaitEvent {}

  /** The task is awake and has seen it. */
  record WaitEnded(int task) implements WaitEvent {}

  /** Somebody walks along the queue, with its lock. */
  record QueueLocked(int queue, int task) implements WaitEvent {}

  /** The lock of the queue is free. */
  record QueueUnlocked(int queue) implements WaitEvent {}

  /** The task takes itself out of the queue, without having been woken (finish_wait). */
  record WaiterLeft(int queue, int task) implements WaitEvent {
    @Override
    public String note() {
      return "leaves the queue unwoken";
    }
  }
}
