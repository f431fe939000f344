package org.folioscope.vm.waitqueue;

import java.util.List;
import org.folioscope.simulation.machine.Context;
import org.folioscope.simulation.machine.Machine;

/**
 * One walk along a queue with its lock held. The lock comes with the first sleeper that is looked
 * at, and goes with the last unless PG_waiters is still to be cleared.
 */
final class Walk {

  private final WaitQueues queues;
  private final Machine machine;
  private final int page;
  private final WaitBit bit;
  private final boolean bitFallsLast;
  private final int queue;
  private int next;
  private boolean pageSeen;
  private boolean stopped;
  private boolean ended;
  private boolean interruptsOff;

  /**
   * Looks for sleepers of a page.
   *
   * @param bitFallsLast whether the bit is still set and falls at the end of the walk
   */
  Walk(WaitQueues queues, int page, WaitBit bit, boolean bitFallsLast) {
    this.queues = queues;
    this.machine = queues.machine();
    this.page = page;
    this.bit = bit;
    this.bitFallsLast = bitFallsLast;
    this.queue = queues.queueOf(page);
  }

  void walk() {
    machine.atomicWhen(
        queues.untilFree(page),
        () -> {
          if (!advance()) {
            lock();
          }
        });
    while (!ended) {
      machine.atomic(() -> {
        if (advance()) {
          unlock();
        }
      });
    }
  }

  void walkAtOnce() {
    while (!ended) {
      advance();
    }
  }

  /** Looks at sleepers up to the next one of the page and bit; says whether the walk is over. */
  private boolean advance() {
    List<Waiter> waiters = queues.state().queue(queue);
    while (!stopped && next < waiters.size()) {
      Waiter waiter = waiters.get(next);
      if (waiter.page() == page) {
        pageSeen = true;
        if (waiter.bit() == bit) {
          wake(waiter);
          return finishIfNothingIsLeft();
        }
      }
      next++;
    }
    finish();
    return true;
  }

  /** The lock goes at once when nothing more is to be written. */
  private boolean finishIfNothingIsLeft() {
    List<Waiter> left = queues.state().queue(queue);
    ended = stopped && !left.isEmpty() && !bitFallsLast;
    return ended;
  }

  private void finish() {
    if (queues.state().queue(queue).isEmpty() || !pageSeen) {
      queues.bits().clearWaiters(page);
    }
    ended = true;
  }

  private void wake(Waiter waiter) {
    boolean set = queues.bits().isSet(page, bit);
    if (set && (queues.old() || waiter.exclusive())) {
      stopped = true;
      return;
    }
    boolean handOver = waiter.kind() == Waiter.Kind.HANDOFF;
    if (handOver) {
      queues.bits().set(page, bit, waiter.task());
    }
    queues.emit(new WaitEvent.WaiterWoken(queue, waiter.task(), handOver));
    stopped = waiter.exclusive();
  }

  private void lock() {
    queues.emit(new WaitEvent.QueueLocked(queue, machine.currentTask()));
    interruptsOff = machine.context() == Context.PROCESS;
    if (interruptsOff) {
      machine.disableInterrupts();
    }
  }

  private void unlock() {
    queues.emit(new WaitEvent.QueueUnlocked(queue));
    if (interruptsOff) {
      machine.enableInterrupts();
    }
  }
}
