package org.folioscope.vm.waitqueue;

import java.util.function.IntConsumer;
import org.folioscope.simulation.machine.Wait;
import org.folioscope.vm.signal.Signals;

/** What tasks wait for that have to do with a bit of a page or the lock of its queue. */
final class BitWaits {

  private final WaitQueues queues;
  private final PageBits bits;
  private final WaitState state;
  private final Signals signals;

  BitWaits(WaitQueues queues, PageBits bits, WaitState state, Signals signals) {
    this.queues = queues;
    this.bits = bits;
    this.state = state;
    this.signals = signals;
  }

  /** Until the bit is clear, or the sleeper is to end: without a queue. */
  Wait turn(Sleeper sleeper) {
    return new BitWait(sleeper) {
      @Override
      public boolean ready() {
        boolean killed = isKilled(sleeper);
        return !bits.isSet(page, bit) || killed;
      }
    };
  }

  /** Before the first look: only another's use of the queue can hold that up. */
  Wait arrival(Sleeper sleeper) {
    return new BitWait(sleeper) {
      @Override
      public boolean ready() {
        return queueUsable();
      }
    };
  }

  /** Asleep, and going to look at the bit when woken, which may lead into the queue again. */
  Wait sleep(Sleeper sleeper) {
    return new BitWait(sleeper) {
      @Override
      public boolean ready() {
        boolean killed = isKilled(sleeper);
        return state.woken(sleeper.task())
            ? state.owner(sleeper.task()) || queueUsable()
            : killed && canLeave(page);
      }
    };
  }

  /** Asleep, and going to leave, or to look at the bit alone, when woken. */
  Wait nap(Sleeper sleeper) {
    return new BitWait(sleeper) {
      @Override
      public boolean ready() {
        boolean killed = isKilled(sleeper);
        return state.woken(sleeper.task()) || killed && canLeave(page);
      }
    };
  }

  /** Before leaving unwoken: who is out of the queue by now need not take its lock. */
  Wait leaving(Sleeper sleeper) {
    return new QueueLock(sleeper.page()) {
      @Override
      public boolean ready() {
        return state.woken(sleeper.task()) || super.ready();
      }
    };
  }

  /** Spinning on the lock of a queue. */
  Wait queueLock(int page) {
    return new QueueLock(page);
  }

  /** Spinning on the lock of a queue if there may be somebody in it. */
  Wait waitersOrQueueLock(int page) {
    return new QueueLock(page) {
      @Override
      public boolean ready() {
        return !bits.hasWaiters(page) || super.ready();
      }
    };
  }

  /**
   * Whether SIGKILL ends the sleep. Conditions ask that first: then they read the same whatever
   * comes of it, and who explores can tell what they would have read at another time.
   */
  boolean isKilled(Sleeper sleeper) {
    return sleeper.killable() && signals.fatalPending(sleeper.task());
  }

  /** The old logic leaves the queue in the same step. */
  private boolean canLeave(int page) {
    return !queues.old() || queues.free(page);
  }

  /**
   * Somebody who waits.
   *
   * @param killable whether a fatal signal ends the wait
   * @param wants whether it wants the bit for itself, and not only to see it clear
   */
  record Sleeper(int page, WaitBit bit, int task, boolean killable, boolean wants) {}

  private abstract class BitWait implements Wait {

    final int page;
    final WaitBit bit;
    private final Sleeper sleeper;

    BitWait(Sleeper sleeper) {
      this.page = sleeper.page();
      this.bit = sleeper.bit();
      this.sleeper = sleeper;
    }

    @Override
    public String what() {
      return bits.nameOf(page, bit);
    }

    /** Who waits for a page that it locked itself waits for the I/O that it started. */
    @Override
    public void owners(IntConsumer tasks) {
      bits.owners(
          page,
          bit,
          owner -> {
            if (sleeper.wants() || owner != sleeper.task()) {
              tasks.accept(owner);
            }
          });
    }

    /** Whether what comes next can be done: with a clear bit always. */
    final boolean queueUsable() {
      return !bits.isSet(page, bit) || queues.free(page);
    }
  }

  private class QueueLock implements Wait {

    final int page;

    QueueLock(int page) {
      this.page = page;
    }

    @Override
    public boolean ready() {
      return queues.free(page);
    }

    @Override
    public String what() {
      return "lock of wait queue " + queues.queueOf(page);
    }

    @Override
    public void owners(IntConsumer tasks) {
      tasks.accept(state.lockOwner(queues.queueOf(page)));
    }
  }
}
