package org.folioscope.vm.waitqueue;

import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.folioscope.eventlog.state.StableHash;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.machine.Wait;
import org.folioscope.simulation.policy.Policies;

/**
 * The hashed wait queues of all pages (folio_wait_table): sleeping until a bit is clear or one's
 * own, and waking who sleeps.
 *
 * <p>A task that finds the bit set goes to sleep in the same step: PG_waiters is set and the bit is
 * looked at under the lock of the queue, which the step needs free. Waking is one step for each
 * sleeper, so that one runs while the next still sleeps.
 */
public final class WaitQueues {

  private final Machine machine;
  private final PageBits bits;
  private final WaitOptions options;
  private final boolean old;
  private final WaitState state;
  private final Emitter<WaitEvent> events;

  /** Empty queues for pages whose bits are these. */
  public WaitQueues(Machine machine, PageBits bits, Policies policies, WaitOptions options) {
    this.machine = machine;
    this.bits = bits;
    this.options = options;
    this.old = policies.get(WakePolicies.PAGE_WAIT) == WakePolicies.PageWait.OLD;
    this.state = new WaitState(machine.space());
    this.events = machine.own(state);
  }

  /** Sleeps until the bit is the current task's own (folio_wait_bit_common, exclusive). */
  public void acquire(int page, WaitBit bit) {
    int task = machine.currentTask();
    if (!queues(bit)) {
      machine.atomicWhen(new Turn(page, bit), () -> bits.set(page, bit, task));
      return;
    }
    int[] round = {0};
    boolean[] mine = new boolean[1];
    machine.atomicWhen(
        new Arrival(page, bit), () -> mine[0] = setOrSleep(page, bit, task, round[0]));
    while (!mine[0]) {
      machine.atomicWhen(
          new Sleep(page, bit, task),
          () -> {
            boolean handedOver = state.owner(task);
            events.emit(new WaitEvent.WaitEnded(task));
            mine[0] = handedOver || setOrSleep(page, bit, task, ++round[0]);
          });
    }
  }

  /**
   * Sleeps while the bit is set (folio_wait_bit_common, shared).
   *
   * @param lookAgain whether to sleep again if the bit is set when woken; with the old wait logic
   *     that is always so
   */
  public void await(int page, WaitBit bit, boolean lookAgain) {
    if (!queues(bit)) {
      machine.await(new Turn(page, bit));
      return;
    }
    int task = machine.currentTask();
    boolean[] over = new boolean[1];
    machine.atomicWhen(new Arrival(page, bit), () -> over[0] = clearOrSleep(page, bit, task));
    while (!over[0]) {
      machine.atomicWhen(
          lookAgain || old ? new Sleep(page, bit, task) : new Nap(page, bit, task),
          () -> {
            events.emit(new WaitEvent.WaitEnded(task));
            over[0] = !(lookAgain || old) || clearOrSleep(page, bit, task);
          });
    }
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
        new WaitersOrQueueLock(page),
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
    return new QueueLock(page);
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

  void emit(WaitEvent event) {
    events.emit(event);
  }

  int queueOf(int page) {
    return (int) Math.floorMod(StableHash.mix(page + 1L), (long) options.queues());
  }

  private boolean queues(WaitBit bit) {
    return bit != WaitBit.LOCKED || options.lockers();
  }

  private boolean setOrSleep(int page, WaitBit bit, int task, int round) {
    if (!bits.isSet(page, bit)) {
      bits.set(page, bit, task);
      return true;
    }
    boolean fair = !old && round >= options.unfairness();
    sleep(page, bit, fair ? Waiter.Kind.HANDOFF : Waiter.Kind.EXCLUSIVE, task);
    return false;
  }

  private boolean clearOrSleep(int page, WaitBit bit, int task) {
    if (!bits.isSet(page, bit)) {
      return true;
    }
    sleep(page, bit, Waiter.Kind.SHARED, task);
    return false;
  }

  private void sleep(int page, WaitBit bit, Waiter.Kind kind, int task) {
    bits.setWaiters(page);
    events.emit(new WaitEvent.WaiterQueued(queueOf(page), new Waiter(page, bit, kind, task)));
  }

  private abstract class BitWait implements Wait {

    final int page;
    final WaitBit bit;

    BitWait(int page, WaitBit bit) {
      this.page = page;
      this.bit = bit;
    }

    @Override
    public String what() {
      return bits.nameOf(page, bit);
    }

    @Override
    public void owners(IntConsumer tasks) {
      bits.owners(page, bit, tasks);
    }

    /** Whether what comes next can be done: with a clear bit always. */
    final boolean queueUsable() {
      return !bits.isSet(page, bit) || free(page);
    }
  }

  /** Until the bit is clear, without a queue. */
  private final class Turn extends BitWait {

    Turn(int page, WaitBit bit) {
      super(page, bit);
    }

    @Override
    public boolean ready() {
      return !bits.isSet(page, bit);
    }
  }

  /** Before the first look: only another's use of the queue can hold that up. */
  private final class Arrival extends BitWait {

    Arrival(int page, WaitBit bit) {
      super(page, bit);
    }

    @Override
    public boolean ready() {
      return queueUsable();
    }
  }

  /** Asleep, and going to look at the bit when woken. */
  private final class Sleep extends BitWait {

    private final int task;

    Sleep(int page, WaitBit bit, int task) {
      super(page, bit);
      this.task = task;
    }

    @Override
    public boolean ready() {
      return state.woken(task) && (state.owner(task) || queueUsable());
    }
  }

  /** Asleep, and going to leave when woken. */
  private final class Nap extends BitWait {

    private final int task;

    Nap(int page, WaitBit bit, int task) {
      super(page, bit);
      this.task = task;
    }

    @Override
    public boolean ready() {
      return state.woken(task);
    }
  }

  /** Spinning on the lock of a queue. */
  private class QueueLock implements Wait {

    final int page;

    QueueLock(int page) {
      this.page = page;
    }

    @Override
    public boolean ready() {
      return free(page);
    }

    @Override
    public String what() {
      return "lock of wait queue " + queueOf(page);
    }

    @Override
    public void owners(IntConsumer tasks) {
      tasks.accept(state.lockOwner(queueOf(page)));
    }
  }

  /** Spinning on the lock of a queue if there may be somebody in it. */
  private final class WaitersOrQueueLock extends QueueLock {

    WaitersOrQueueLock(int page) {
      super(page);
    }

    @Override
    public boolean ready() {
      return !bits.hasWaiters(page) || super.ready();
    }
  }
}
