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

/** All kernel locks of a machine: who owns each one, and the classes they belong to. */
@Singleton
public final class Locks implements StateOwner<LockEvent> {

  private static final EventFamily<LockEvent> FAMILY = EventFamily.of("lock", 1, LockEvent.class);

  private final Machine machine;
  private final Reports reports;
  private final Emitter<LockEvent> events;
  private final SortedMap<String, LockClass> classes = new TreeMap<>();
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

  /**
   * Complains, as the kernel does, when the current task may not sleep: in an interrupt or with a
   * spinlock held. Takes a step only to complain: whether a task holds spinlocks is its own
   * business.
   */
  public void mightSleep(String function) {
    if (machine.context() == Context.INTERRUPT) {
      complain(function, "in_interrupt");
      return;
    }
    int task = machine.currentTask();
    if (task >= 0 && machine.peek(() -> spinning.get(task)) > 0) {
      complain(function, "spinlock held");
    }
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
    }
  }

  Machine machine() {
    return machine;
  }

  void emit(LockEvent event) {
    events.emit(event);
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

  private void complain(String function, String why) {
    machine.now(() ->
        reports.violation(
            Kind.BUG,
            "bug-sleeping-in-atomic",
            function,
            "sleeping function called from invalid context at " + function + " (" + why + ")"));
  }
}
