package org.folioscope.vm.waitqueue;

import java.util.function.Consumer;
import org.folioscope.eventlog.state.StableHash;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.machine.Wait;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.signal.Signals;

/**
 * The hashed wait queues of all pages (folio_wait_table): sleeping until a bit is clear or one's
 * own, and waking who sleeps.
 *
 * <p>A task that finds the bit set goes to sleep in the same step, unless {@link
 * WaitOptions#falseWaiters} says otherwise: PG_waiters is set and the bit is looked at under the
 * lock of the queue, which the step needs free. Waking is one step for each sleeper, so that one
 * runs while the next still sleeps.
 */
public final class WaitQueues {

  private final Machine machine;
  private final PageBits bits;
  private final WaitOptions options;
  private final boolean old;
  private final WaitState state;
  private final Emitter<WaitEvent> events;
  private final BitWaits waits;

  /** Empty queues for pages whose bits are these. */
  public WaitQueues(
      Machine machine, PageBits bits, Policies policies, WaitOptions options, Signals signals) {
    this.machine = machine;
    this.bits = bits;
    this.options = options;
    this.old = policies.get(WakePolicies.PAGE_WAIT) == WakePolicies.PageWait.OLD;
    this.state = new WaitState(machine.space());
    this.events = machine.own(state);
    this.waits = new BitWaits(this, bits, state, signals);
  }

  /** Sleeps until the bit is the current task's own (folio_wait_bit_common, exclusive). */
  public void acquire(int page, WaitBit bit) {
    acquire(taker(page, bit, false));
  }

  /** The same; false if a fatal signal came before, and the bit is not the task's. */
  public boolean acquireKillable(int page, WaitBit bit) {
    return acquire(taker(page, bit, true));
  }

  private boolean acquire(BitWaits.Sleeper sleeper) {
    if (queues(sleeper.bit())) {
      return new BitSleep(this, sleeper, Waiter.Kind.EXCLUSIVE, false).run();
    }
    boolean[] mine = new boolean[1];
    machine.atomicWhen(
        waits.turn(sleeper),
        () -> {
          mine[0] = !bits.isSet(sleeper.page(), sleeper.bit());
          if (mine[0]) {
            bits.set(sleeper.page(), sleeper.bit(), sleeper.task());
          }
        });
    return mine[0];
  }

  /**
   * Sleeps while the bit is set (folio_wait_bit_common, shared).
   *
   * @param lookAgain whether to sleep again if the bit is set when woken; with the old wait logic
   *     that is always so
   */
  public void await(int page, WaitBit bit, boolean lookAgain) {
    await(sleeper(page, bit, false), lookAgain);
  }

  /** The same with one look; false if a fatal signal came before (folio_wait_bit_killable). */
  public boolean awaitKillable(int page, WaitBit bit) {
    return await(sleeper(page, bit, true), false);
  }

  private boolean await(BitWaits.Sleeper sleeper, boolean lookAgain) {
    if (queues(sleeper.bit())) {
      boolean believes = !lookAgain && !old;
      return new BitSleep(this, sleeper, Waiter.Kind.SHARED, believes).run();
    }
    boolean[] clear = new boolean[1];
    machine.atomicWhen(
        waits.turn(sleeper), () -> clear[0] = !bits.isSet(sleeper.page(), sleeper.bit()));
    return clear[0];
  }

  /**
   * Sleeps, in the queue always, until the bit of a page falls once that was set; holds nothing of
   * the page meanwhile (folio_wait_bit_common, drop). False if a fatal signal came before.
   *
   * @param put drops the caller's reference, when the caller is in the queue
   */
  public boolean dropAndAwait(int page, WaitBit bit, Runnable put) {
    return new BitSleep(this, sleeper(page, bit, true), Waiter.Kind.DROP, true).runWithout(put);
  }

  /**
   * Wakes who sleeps for a clear bit of the page, and the first that wants to set it
   * (folio_wake_bit). In interrupt context as well.
   */
  public void wake(int page, WaitBit bit) {
    new Walk(this, page, bit).walk();
  }

  /** {@link #wake} as part of a step, which needs {@link #free}. */
  public void wakeAtOnce(int page, WaitBit bit) {
    new Walk(this, page, bit).walkAtOnce();
  }

  /**
   * Clears the bit: at once if nobody may wait, otherwise at the end of a walk that wakes who does,
   * under the lock of the queue. In interrupt context as well.
   *
   * @param first part of the first step
   * @param clear clears the bit, unless it is left to a task that was woken and wants it
   */
  public void clearInWalk(int page, WaitBit bit, Runnable first, Consumer<Boolean> clear) {
    boolean[] waited = new boolean[1];
    Walk walk = new ClearingWalk(this, page, bit, clear);
    machine.atomicWhen(
        waits.waitersOrQueueLock(page),
        () -> {
          first.run();
          waited[0] = bits.hasWaiters(page);
          if (waited[0]) {
            walk.begin();
          } else {
            clear.accept(false);
          }
        });
    if (waited[0]) {
      walk.goOn();
    }
  }

  /** Whether nobody holds the lock of the page's queue. */
  public boolean free(int page) {
    return !state.locked(queueOf(page));
  }

  /** What has to be waited for before a step can use the page's queue. */
  public Wait untilFree(int page) {
    return waits.queueLock(page);
  }

  Machine machine() {
    return machine;
  }

  PageBits bits() {
    return bits;
  }

  WaitState state() {
    return state;
  }

  boolean old() {
    return old;
  }

  BitWaits waits() {
    return waits;
  }

  /** Whether who finds a bit set looks once more under the lock of the queue. */
  boolean separatesLooks() {
    return options.falseWaiters();
  }

  /** Whether who comes for the time after so many is handed the bit. */
  boolean handsOverIn(int round) {
    return !old && round >= options.unfairness();
  }

  void emit(WaitEvent event) {
    events.emit(event);
  }

  int queueOf(int page) {
    return (int) Math.floorMod(StableHash.mix(page + 1L), (long) options.queues());
  }

  private boolean queues(WaitBit bit) {
    return bit != WaitBit.LOCKED || options.lockers();
  }

  private BitWaits.Sleeper sleeper(int page, WaitBit bit, boolean killable) {
    return new BitWaits.Sleeper(page, bit, machine.currentTask(), killable, false);
  }

  private BitWaits.Sleeper taker(int page, WaitBit bit, boolean killable) {
    return new BitWaits.Sleeper(page, bit, machine.currentTask(), killable, true);
  }
}
