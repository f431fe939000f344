package org.folioscope.simulation.lockdep;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.folioscope.eventlog.log.Event;
import org.folioscope.simulation.lock.LockEvent;
import org.folioscope.simulation.lock.LockMode;
import org.folioscope.simulation.machine.Context;
import org.folioscope.simulation.machine.MachineEvent;

/**
 * Folds the events of locks and tasks and complains of every order that can deadlock, once of each.
 * The log is all that it knows; folded again it says the same.
 *
 * <p>As in the kernel: a lock taken by a trylock waits for nobody, so nothing leads to it, but what
 * is wanted while it is held comes after it; a lock depends on the one taken last before it, which
 * depends on the earlier ones; two locks of a class must not be held without a nesting level.
 */
public final class Validator {

  private final LockOrder order = new LockOrder();
  private final Holders holders = new Holders();
  private final IntFunction<List<String>> stacks;
  private final Consumer<Complaint> complaints;
  private final SortedSet<String> complained = new TreeSet<>();
  private SortedSet<String> complainedAtMark = new TreeSet<>();
  private LockOrder.Mark mark = order.mark();
  private boolean inInterrupts;
  private boolean inInterruptsAtMark;
  private long event;

  /**
   * Knows nothing yet.
   *
   * @param stacks the functions that a task is in, the innermost first, if somebody follows them
   * @param complaints is told each complaint when it is found
   */
  public Validator(IntFunction<List<String>> stacks, Consumer<Complaint> complaints) {
    this.stacks = stacks;
    this.complaints = complaints;
  }

  /** Folds the next event. */
  public void fold(long number, int task, Event next) {
    event = number;
    if (next instanceof LockEvent e) {
      lock(e);
    } else if (next instanceof MachineEvent e) {
      machine(task, e);
    }
  }

  /** What is known of the order of locks. */
  public LockOrder order() {
    return order;
  }

  /** What is known now stays known. */
  public void mark() {
    mark = order.mark();
    complainedAtMark = new TreeSet<>(complained);
    inInterruptsAtMark = inInterrupts;
  }

  /** Forgets what came after the mark; no task holds anything. */
  public void rollBack() {
    order.rollBack(mark);
    complained.clear();
    complained.addAll(complainedAtMark);
    holders.clear();
    inInterrupts = inInterruptsAtMark;
  }

  private void machine(int task, MachineEvent next) {
    switch (next) {
      case MachineEvent.TaskStarted e -> holders.started(e);
      case MachineEvent.TaskEnded e -> holders.of(e.task()).leave();
      case MachineEvent.InterruptsDisabled e -> holders.countInterruptsOff(e.cpu(), 1);
      case MachineEvent.InterruptsEnabled e -> {
        holders.countInterruptsOff(e.cpu(), -1);
        interruptsOn(holders.of(task));
      }
      case MachineEvent.PowerLost _ -> holders.clear();
      case MachineEvent.TaskDied _,
          MachineEvent.InterruptEntered _,
          MachineEvent.InterruptReturned _,
          MachineEvent.TaskBlocked _ -> {
        // the dead and the blocked keep their locks; interrupts are tasks
      }
    }
  }

  private void lock(LockEvent next) {
    switch (next) {
      case LockEvent.LockAcquired e -> take(e.task(), e.lock(), e.instance(), LockMode.EXCLUSIVE);
      case LockEvent.ReadLockAcquired e -> take(e.task(), e.lock(), e.instance(), LockMode.SHARED);
      case LockEvent.LockReleased e -> release(e.task(), e.lock(), e.instance());
      case LockEvent.ReadLockReleased e -> release(e.task(), e.lock(), e.instance());
      case LockEvent.LockAnnotated e -> {
        Holder holder = holders.of(e.task());
        holder.subclass = e.subclass();
        holder.trylock = e.trylock();
      }
      case LockEvent.WriterQueued e -> {
        Holder holder = holders.of(e.task());
        want(holder, lock(holder, e.lock(), e.instance(), LockMode.EXCLUSIVE));
      }
      case LockEvent.LockAwaited e -> {
        Holder holder = holders.of(e.task());
        holder.subclass = e.subclass();
        want(holder, lock(holder, e.lock(), e.instance(), e.mode()));
      }
      case LockEvent.MapAcquired e -> {
        Holder holder = holders.of(e.task());
        HeldLock map = map(holder, e.map(), e.mode());
        want(holder, map);
        holder.held.add(map);
      }
      case LockEvent.MapTouched e -> {
        Holder holder = holders.of(e.task());
        want(holder, map(holder, e.map(), e.mode()));
      }
      case LockEvent.MapReleased e -> release(e.task(), e.map(), HeldLock.MAP);
      case LockEvent.WriterLeft _ -> {}
    }
  }

  private void take(int task, String name, int instance, LockMode mode) {
    Holder holder = holders.of(task);
    HeldLock taken = lock(holder, name, instance, mode);
    want(holder, taken);
    holder.held.add(taken);
    holder.subclass = 0;
    holder.trylock = false;
  }

  private void release(int task, String name, int instance) {
    List<HeldLock> held = holders.of(task).held;
    for (int i = held.size() - 1; i >= 0; i--) {
      HeldLock lock = held.get(i);
      if (lock.instance() == instance && baseName(order.name(lock.lock())).equals(name)) {
        held.remove(i);
        return;
      }
    }
  }

  private HeldLock lock(Holder holder, String name, int instance, LockMode mode) {
    int lock = order.lock(holder.subclass == 0 ? name : name + "/" + holder.subclass);
    return new HeldLock(lock, instance, mode, holder.trylock, site(holder));
  }

  private HeldLock map(Holder holder, String name, LockMode mode) {
    return new HeldLock(order.map(name), HeldLock.MAP, mode, false, site(holder));
  }

  private Site site(Holder holder) {
    return new Site(event, holder.name, stacks.apply(holder.task));
  }

  private static String baseName(String name) {
    int slash = name.indexOf('/');
    return slash < 0 ? name : name.substring(0, slash);
  }

  /** What the kernel checks before a task may wait for a lock (__lock_acquire). */
  private void want(Holder holder, HeldLock wanted) {
    use(holder, wanted);
    if (wanted.trylock() || recurses(holder, wanted)) {
      return;
    }
    for (int i = holder.held.size() - 1; i >= 0; i--) {
      HeldLock held = holder.held.get(i);
      depend(holder, held, wanted);
      if (!held.trylock() && !held.recursive()) {
        // This one came after the earlier ones, and whatever comes after it comes after them.
        return;
      }
    }
  }

  /**
   * Whether the task holds a lock of the class; a recursive reader may if it reads
   * (check_deadlock).
   */
  private boolean recurses(Holder holder, HeldLock wanted) {
    for (int i = 0; i < holder.held.size(); i++) {
      HeldLock held = holder.held.get(i);
      if (held.lock() == wanted.lock()) {
        if (!(wanted.recursive() && held.read())) {
          complain(Complaint.recursive(order, attempt(holder, wanted), held));
        }
        return true;
      }
    }
    return false;
  }

  private void depend(Holder holder, HeldLock held, HeldLock wanted) {
    int kind = Dependency.kind(held.mode(), wanted.mode());
    if (order.knows(held.lock(), wanted.lock(), kind)) {
      return;
    }
    List<List<Integer>> circles =
        StrongPaths.all(
            order,
            wanted.lock(),
            Dependency.wantedRecursively(kind),
            held.lock(),
            !Dependency.heldAlone(kind));
    for (List<Integer> path : circles) {
      if (isNew(Complaint.circularId(order, path))) {
        complain(Complaint.circular(order, attempt(holder, wanted), held, path));
      }
    }
    order.add(new Dependency(held.lock(), wanted.lock(), kind, wanted.site()));
    if (inInterrupts) {
      for (List<Integer> path : InterruptOrder.unsafe(order)) {
        if (isNew(Complaint.unsafeId(order, path))) {
          complain(Complaint.unsafeOrder(order, attempt(holder, wanted), held, path));
        }
      }
    }
  }

  /** Notes the context in which the lock is taken (mark_usage). */
  private void use(Holder holder, HeldLock wanted) {
    if (holder.context == Context.INTERRUPT && !wanted.trylock()) {
      use(holder, wanted, Usage.of(true, wanted.read()));
    }
    if (holders.interruptsOn(holder)) {
      use(holder, wanted, Usage.of(false, wanted.read()));
    }
  }

  /** What was taken with interrupts off is held with interrupts on from here (mark_held_locks). */
  private void interruptsOn(Holder holder) {
    if (holders.interruptsOn(holder)) {
      for (HeldLock held : holder.held) {
        use(holder, held, Usage.of(false, held.read()));
      }
    }
  }

  private void use(Holder holder, HeldLock lock, Usage way) {
    if (order.isUsed(lock.lock(), way)) {
      return;
    }
    order.use(new LockOrder.Used(lock.lock(), way, site(holder)));
    inInterrupts |= way.inInterrupt();
    if (!inInterrupts) {
      return;
    }
    for (Usage other : Usage.values()) {
      if (way.excludes(other) && order.isUsed(lock.lock(), other)) {
        complain(Complaint.inconsistent(order, attempt(holder, lock), other, way));
      }
    }
    for (List<Integer> path : InterruptOrder.unsafe(order)) {
      if (isNew(Complaint.unsafeId(order, path))) {
        complain(Complaint.inversion(order, attempt(holder, lock), path));
      }
    }
  }

  private Attempt attempt(Holder holder, HeldLock wanted) {
    return new Attempt(
        holder.name,
        holder.task,
        holder.context == Context.INTERRUPT,
        holders.interruptsOn(holder),
        wanted,
        List.copyOf(holder.held));
  }

  private boolean isNew(String id) {
    return !complained.contains(id);
  }

  private void complain(Complaint complaint) {
    if (complained.add(complaint.id())) {
      complaints.accept(complaint);
    }
  }
}
