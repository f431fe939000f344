package org.folioscope.vm.waitqueue;

import java.util.List;
import org.folioscope.simulation.machine.Context;
import org.folioscope.simulation.machine.Machine;

/**
 * One walk along a queue with its lock held. The lock comes with the first sleeper that is looked
 * at, and goes with the last unless PG_waiters is still to be cleared.
 */
class Walk {

  final WaitQueues queues;
  final int page;
  final WaitBit bit;
  private final Machine machine;
  private final int queue;
  private int next;
  private boolean pageSeen;
  private boolean stopped;
  private boolean ended;
  private boolean interruptsOff;

  Walk(WaitQueues queues, int page, WaitBit bit) {
    this.queues = queues;
    this.machine = queues.machine();
    this.page = page;
    this.bit = bit;
    this.queue = queues.queueOf(page);
  }

  final void walk() {
    machine.atomicWhen(queues.untilFree(page), this::begin);
    goOn();
  }

  /** The first part, in a step that found the queue free. */
  final void begin() {
    advance();
    if (!ended) {
      lock();
    }
  }

  /** The rest, if there is one: a step for each sleeper, and one to end. */
  final void goOn() {
    while (!ended) {
      machine.atomic(() -> {
        advance();
        if (ended) {
          unlock();
        }
      });
    }
  }

  final void walkAtOnce() {
    while (!ended) {
      advance();
    }
  }

  /** What becomes of a sleeper for the bit. */
  Fate fateOf(Waiter waiter) {
    if (queues.bits().isSet(page, bit) && (queues.old() || waiter.exclusive())) {
      return Fate.STOP;
    }
    if (waiter.kind() == Waiter.Kind.HANDOFF) {
      queues.bits().set(page, bit, waiter.task());
      return Fate.OWNER;
    }
    return Fate.WOKEN;
  }

  /** What becomes of a sleeper. */
  enum Fate {
    /** It sleeps on, and so does whoever is behind it. */
    STOP,
    /** It can run. */
    WOKEN,
    /** It can run, and the bit is its own. */
    OWNER
  }

  /** Whether the end of the walk changes anything that others see without the lock. */
  boolean endShows() {
    return queues.state().queue(queue).isEmpty();
  }

  /** The end, with the lock held. */
  void atEnd() {}

  private void advance() {
    List<Waiter> waiters = queues.state().queue(queue);
    while (!stopped && next < waiters.size()) {
      Waiter waiter = waiters.get(next);
      pageSeen |= waiter.page() == page;
      if (waiter.page() == page && waiter.bit() == bit) {
        meet(waiter);
        if (!stopped || endShows()) {
          return;
        }
      } else {
        next++;
      }
    }
    end();
  }

  private void meet(Waiter waiter) {
    Fate fate = fateOf(waiter);
    if (fate != Fate.STOP) {
      queues.emit(new WaitEvent.WaiterWoken(queue, waiter.task(), fate == Fate.OWNER));
    }
    stopped = fate == Fate.STOP || waiter.exclusive();
  }

  private void end() {
    atEnd();
    if (queues.state().queue(queue).isEmpty() || !pageSeen) {
      queues.bits().clearWaiters(page);
    }
    ended = true;
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
