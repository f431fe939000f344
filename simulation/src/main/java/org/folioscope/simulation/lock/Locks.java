package org.folioscope.simulation.lock;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongArray;
import org.folioscope.simulation.machine.Context;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.report.Kind;
import org.folioscope.simulation.report.Reports;

/**
 * All kernel locks of a machine: who owns each one, and the classes they belong to. Maps, which
 * only stand for locks, are declared here too.
 */
@Singleton
public final class Locks implements StateOwner<LockEvent> {

  private static final EventFamily<LockEvent> FAMILY = EventFamily.of("lock", 2, LockEvent.class);

  private final Machine machine;
  private final Reports reports;
  private final Emitter<LockEvent> events;
  private final SortedMap<String, LockClass> classes = new TreeMap<>();
  private final SortedMap<String, LockMap> maps = new TreeMap<>();
  private final LongArray spinning;

  /** The locks of one machine, none at first. */
  @Inject
  public Locks(Machine machine, Reports reports) {
    this.machine = machine;
    this.reports = reports;
    this.spinning = machine.space().longs("task.spinlocks-held");
    this.events = machine.own(this);
  }

  /** Declares a class of mutexes. */
  public Mutex.Family mutexes(String name) {
    return new Mutex.Family(this, declare(name, false));
  }

  /** Declares a class of read/write semaphores. */
  public Rwsem.Family rwsems(String name) {
    return new Rwsem.Family(this, declare(name, false));
  }

  /** Declares a class of spinlocks. */
  public Spinlock.Family spinlocks(String name) {
    return new Spinlock.Family(this, declare(name, true));
  }

  /** The map of that name; the same one each time. */
  public LockMap map(String name) {
    return maps.computeIfAbsent(name, _ -> new LockMap(this, name));
  }

  /**
   * Complains, as the kernel does, when the current task may not sleep: in an interrupt, with a
   * spinlock held or with interrupts off. Takes a step only to complain: all that is a task's own
   * business.
   */
  public void mightSleep(String function) {
    int task = machine.currentTask();
    boolean interrupt = machine.context() == Context.INTERRUPT;
    boolean atomic = interrupt || (task >= 0 && machine.peek(() -> spinning.get(task)) > 0);
    boolean off = interrupt || machine.interruptsDisabled();
    if (atomic || off) {
      complain(function, atomic, off);
    }
  }

  /**
   * Writes into the log what the tasks wait for that a run left blocked. A lock among it was not
   * acquired, so nothing else tells of it.
   */
  public void noteBlocked() {
    machine.noteBlocked(awaited -> {
      if (awaited instanceof OwnerWait wait) {
        emit(
            new LockEvent.LockAwaited(
                wait.lockClass.name(),
                wait.instance,
                machine.currentTask(),
                wait.subclass,
                wait.mode()));
      }
    });
  }

  @Override
  public EventFamily<LockEvent> family() {
    return FAMILY;
  }

  @Override
  public void apply(LockEvent event) {
    switch (event) {
      case LockEvent.LockAcquired e -> {
        LockClass lockClass = classOf(e.lock());
        lockClass.acquired(e.instance(), e.task());
        countSpinning(lockClass, e.task(), 1);
      }
      case LockEvent.LockReleased e -> {
        LockClass lockClass = classOf(e.lock());
        lockClass.released(e.instance());
        countSpinning(lockClass, e.task(), -1);
      }
      case LockEvent.ReadLockAcquired e -> classOf(e.lock()).readAcquired(e.instance(), e.task());
      case LockEvent.ReadLockReleased e -> classOf(e.lock()).readReleased(e.instance(), e.task());
      case LockEvent.WriterQueued e -> classOf(e.lock()).writerQueued(e.instance(), e.task());
      case LockEvent.WriterLeft e -> classOf(e.lock()).writerLeft(e.instance(), e.task());
      case LockEvent.MapAcquired e -> map(e.map()).count(e.task(), 1);
      case LockEvent.MapReleased e -> map(e.map()).count(e.task(), -1);
      case LockEvent.LockAnnotated _, LockEvent.LockAwaited _, LockEvent.MapTouched _ -> {}
    }
  }

  Machine machine() {
    return machine;
  }

  void emit(LockEvent event) {
    events.emit(event);
  }

  /** Says what is special about the acquisition that follows, if anything is. */
  void annotate(LockClass lockClass, int instance, int subclass, boolean trylock) {
    if (subclass != 0 || trylock) {
      emit(
          new LockEvent.LockAnnotated(
              lockClass.name(), instance, machine.currentTask(), subclass, trylock));
    }
  }

  private void countSpinning(LockClass lockClass, int task, int change) {
    if (lockClass.spinning() && task >= 0) {
      spinning.add(task, change);
    }
  }

  private LockClass declare(String name, boolean spins) {
    LockClass declared = new LockClass(machine.space(), name, spins);
    if (classes.put(name, declared) != null) {
      throw new IllegalArgumentException("two lock classes named " + name);
    }
    return declared;
  }

  private LockClass classOf(String name) {
    LockClass found = classes.get(name);
    if (found == null) {
      throw new IllegalStateException("no lock class " + name);
    }
    return found;
  }

  private void complain(String function, boolean atomic, boolean interruptsOff) {
    String message =
        "BUG: sleeping function called from invalid context at "
            + function
            + ("; in_atomic(): " + (atomic ? 1 : 0))
            + (", irqs_disabled(): " + (interruptsOff ? 1 : 0))
            + (", pid: " + machine.currentTask())
            + (", name: " + machine.currentTaskName());
    machine.now(() -> reports.violation(Kind.BUG, "bug-sleeping-in-atomic", function, message));
  }
}
