package org.folioscope.vm.waitqueue;

import java.util.function.Supplier;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.machine.Wait;

/**
 * One wait for a bit of a page, from the first look to the end (folio_wait_bit_common).
 *
 * <p>PG_waiters is set before the last look at the bit, both under the lock of the queue, and who
 * clears the bit looks at PG_waiters after that: so nobody falls asleep unseen.
 *
 * <p>A sleeper that leaves for a signal decides that without the lock of the queue, and takes it
 * only to get out (finish_wait). Since 5.9 who walks along the queue does not ask whether a sleeper
 * is awake already: one that is on its way out is taken out and counts as woken. That is enough for
 * one that waits for a clear bit, and for one that was handed the lock; but one that was to take
 * the lock itself goes without it, and who sleeps behind it is not woken. Before 5.9 the walk went
 * on to the next (autoremove_wake_function), as if the sleeper had left when it decided to.
 */
final class BitSleep {

  private final WaitQueues queues;
  private final Machine machine;
  private final BitWaits waits;
  private final BitWaits.Sleeper sleeper;
  private final Waiter.Kind kind;
  private final boolean believes;
  private int round;

  private enum Stage {
    /** The wait is over as it was meant to be. */
    OVER,
    /** The bit was set: to queue up, under the lock of the queue. */
    QUEUE_UP,
    /** In the queue. */
    ASLEEP,
    /** Still in the queue, as far as it knows, and on its way out. */
    LEAVING,
    /** Out of the queue and without what it came for. */
    KILLED
  }

  /**
   * A wait that is about to begin.
   *
   * @param kind SHARED, EXCLUSIVE or DROP
   * @param believes whether a sleeper that is woken leaves without looking at the bit
   */
  BitSleep(WaitQueues queues, BitWaits.Sleeper sleeper, Waiter.Kind kind, boolean believes) {
    this.queues = queues;
    this.machine = queues.machine();
    this.waits = queues.waits();
    this.sleeper = sleeper;
    this.kind = kind;
    this.believes = believes;
  }

  /** Waits; false if a fatal signal ended it. */
  boolean run() {
    Stage stage = firstLook();
    while (true) {
      switch (stage) {
        case OVER -> {
          return true;
        }
        case KILLED -> {
          return false;
        }
        case QUEUE_UP -> stage = queueUp();
        case ASLEEP -> stage = wakeUp();
        case LEAVING -> stage = leave();
      }
    }
  }

  /**
   * Waits for the next clearing of the bit without a reference to the page, which may be anything
   * when this returns.
   *
   * @param put drops the reference
   */
  boolean runWithout(Runnable put) {
    Stage stage = queueUp();
    put.run();
    if (stage == Stage.ASLEEP) {
      stage = wakeUp();
    }
    return (stage == Stage.LEAVING ? leave() : stage) == Stage.OVER;
  }

  private Stage firstLook() {
    if (queues.separatesLooks()) {
      return machine.atomicGet(() -> satisfied() ? Stage.OVER : Stage.QUEUE_UP);
    }
    return step(waits.arrival(sleeper), this::satisfiedOrAsleep);
  }

  /** The last look, with PG_waiters set already. */
  private Stage queueUp() {
    return step(
        waits.queueLock(sleeper.page()),
        () -> {
          queues.bits().setWaiters(sleeper.page());
          return satisfiedOrAsleep();
        });
  }

  private Stage wakeUp() {
    boolean looksAlone = believes || queues.separatesLooks();
    return step(
        looksAlone ? waits.nap(sleeper) : waits.sleep(sleeper),
        () -> {
          if (!queues.state().woken(sleeper.task())) {
            return queues.old() ? leaveAtOnce() : Stage.LEAVING;
          }
          boolean handedOver = queues.state().owner(sleeper.task());
          queues.emit(new WaitEvent.WaitEnded(sleeper.task()));
          return handedOver || believes ? Stage.OVER : lookAgain();
        });
  }

  /** Awake, out of the queue. Before 5.9 a pending signal counts before the next sleep. */
  private Stage lookAgain() {
    round++;
    if (!queues.old() && !queues.separatesLooks()) {
      return satisfiedOrAsleep();
    }
    if (satisfied()) {
      return Stage.OVER;
    }
    if (queues.old() && waits.isKilled(sleeper)) {
      return Stage.KILLED;
    }
    return queues.separatesLooks() ? Stage.QUEUE_UP : fallAsleep();
  }

  /** With a last look at the bit, for who waits for it and not for its fall. */
  private Stage leaveAtOnce() {
    boolean enough = !believes && satisfied();
    unlink();
    return enough ? Stage.OVER : Stage.KILLED;
  }

  /** finish_wait; only now it is certain whether there was a wake-up. */
  private Stage leave() {
    return step(
        waits.leaving(sleeper),
        () -> {
          boolean woken = queues.state().woken(sleeper.task());
          boolean handedOver = queues.state().owner(sleeper.task());
          if (woken) {
            queues.emit(new WaitEvent.WaitEnded(sleeper.task()));
          } else {
            unlink();
          }
          boolean enough = kind == Waiter.Kind.EXCLUSIVE ? handedOver : woken;
          return enough ? Stage.OVER : Stage.KILLED;
        });
  }

  private void unlink() {
    queues.emit(new WaitEvent.WaiterLeft(queues.queueOf(sleeper.page()), sleeper.task()));
  }

  private Stage satisfiedOrAsleep() {
    return satisfied() ? Stage.OVER : fallAsleep();
  }

  /** Whether the bit is clear; who wants it sets it at once. */
  private boolean satisfied() {
    if (queues.bits().isSet(sleeper.page(), sleeper.bit())) {
      return false;
    }
    if (kind == Waiter.Kind.EXCLUSIVE) {
      queues.bits().set(sleeper.page(), sleeper.bit(), sleeper.task());
    }
    return true;
  }

  private Stage fallAsleep() {
    boolean fair = kind == Waiter.Kind.EXCLUSIVE && queues.handsOverIn(round);
    Waiter.Kind wanted = fair ? Waiter.Kind.HANDOFF : kind;
    queues.bits().setWaiters(sleeper.page());
    queues.emit(
        new WaitEvent.WaiterQueued(
            queues.queueOf(sleeper.page()),
            new Waiter(sleeper.page(), sleeper.bit(), wanted, sleeper.task())));
    return Stage.ASLEEP;
  }

  private Stage step(Wait wait, Supplier<Stage> body) {
    Stage[] stage = new Stage[1];
    machine.atomicWhen(wait, () -> stage[0] = body.get());
    return stage[0];
  }
}
