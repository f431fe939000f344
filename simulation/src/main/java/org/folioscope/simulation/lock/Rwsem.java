package org.folioscope.simulation.lock;

import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.folioscope.simulation.machine.Machine;

/** A read/write semaphore: many readers or one writer. A waiting writer holds new readers back. */
public final class Rwsem {

  private final Locks locks;
  private final LockClass lockClass;
  private final int instance;

  private Rwsem(Locks locks, LockClass lockClass, int instance) {
    this.locks = locks;
    this.lockClass = lockClass;
    this.instance = instance;
  }

  /** All semaphores of one lock class. */
  public static final class Family {

    private final Locks locks;
    private final LockClass lockClass;

    Family(Locks locks, LockClass lockClass) {
      this.locks = locks;
      this.lockClass = lockClass;
    }

    /** The semaphore of an instance. */
    public Rwsem of(int instance) {
      return new Rwsem(locks, lockClass, instance);
    }
  }

  /** Sleeps until no writer owns it or waits for it, and joins the readers. */
  public void downRead() {
    downReadNested(0);
  }

  /**
   * {@link #downRead} while another semaphore of the class is held (down_read_nested).
   *
   * @param subclass the nesting level, from 0; each level has an order of its own
   */
  public void downReadNested(int subclass) {
    locks.mightSleep("down_read");
    Machine machine = locks.machine();
    machine.atomicWhen(
        new ReaderWait(lockClass, instance, subclass),
        () -> {
          locks.annotate(lockClass, instance, subclass, false);
          locks.emit(
              new LockEvent.ReadLockAcquired(lockClass.name(), instance, machine.currentTask()));
        });
  }

  /**
   * Joins the readers if that takes no waiting, behind a writer neither. A schedule point stands
   * before the attempt.
   */
  public boolean downReadTrylock() {
    Machine machine = locks.machine();
    return machine.atomicGet(() -> {
      if (lockClass.owned(instance) || lockClass.writersQueued(instance)) {
        return false;
      }
      locks.annotate(lockClass, instance, 0, true);
      locks.emit(new LockEvent.ReadLockAcquired(lockClass.name(), instance, machine.currentTask()));
      return true;
    });
  }

  /** Leaves the readers. */
  public void upRead() {
    Machine machine = locks.machine();
    machine.now(() ->
        locks.emit(
            new LockEvent.ReadLockReleased(lockClass.name(), instance, machine.currentTask())));
  }

  /** Sleeps until nobody holds it, holding new readers back meanwhile, and owns it. */
  public void downWrite() {
    downWriteNested(0);
  }

  /**
   * {@link #downWrite} while another semaphore of the class is held (down_write_nested).
   *
   * @param subclass the nesting level, from 0; each level has an order of its own
   */
  public void downWriteNested(int subclass) {
    locks.mightSleep("down_write");
    Machine machine = locks.machine();
    int task = machine.currentTask();
    boolean acquired = machine.atomicGet(() -> acquireOrQueue(task, subclass));
    if (!acquired) {
      machine.atomicWhen(
          new WriterWait(lockClass, instance, subclass),
          () -> locks.emit(new LockEvent.LockAcquired(lockClass.name(), instance, task)));
    }
  }

  /**
   * {@link #downWrite} for who may be killed meanwhile: false, and not owned, if that came before
   * the lock was free (down_write_killable).
   *
   * @param killed whether the task is to end; part of the wait's condition
   */
  public boolean downWriteKillable(BooleanSupplier killed) {
    locks.mightSleep("down_write_killable");
    Machine machine = locks.machine();
    int task = machine.currentTask();
    if (machine.atomicGet(() -> acquireOrQueue(task, 0))) {
      return true;
    }
    boolean[] acquired = new boolean[1];
    machine.atomicWhen(
        new KillableWriterWait(lockClass, instance, killed),
        () -> {
          acquired[0] = isFree();
          locks.emit(
              acquired[0]
                  ? new LockEvent.LockAcquired(lockClass.name(), instance, task)
                  : new LockEvent.WriterLeft(lockClass.name(), instance, task));
        });
    return acquired[0];
  }

  private boolean isFree() {
    return !lockClass.owned(instance) && !lockClass.read(instance);
  }

  /** Gives up ownership. */
  public void upWrite() {
    Machine machine = locks.machine();
    machine.now(() -> {
      lockClass.requireOwner(instance, machine.currentTask());
      locks.emit(new LockEvent.LockReleased(lockClass.name(), instance, machine.currentTask()));
    });
  }

  private boolean acquireOrQueue(int task, int subclass) {
    locks.annotate(lockClass, instance, subclass, false);
    if (!isFree()) {
      locks.emit(new LockEvent.WriterQueued(lockClass.name(), instance, task));
      return false;
    }
    locks.emit(new LockEvent.LockAcquired(lockClass.name(), instance, task));
    return true;
  }

  private static final class ReaderWait extends OwnerWait {

    ReaderWait(LockClass lockClass, int instance, int subclass) {
      super(lockClass, instance, subclass);
    }

    @Override
    LockMode mode() {
      return LockMode.SHARED;
    }

    @Override
    public boolean ready() {
      return !lockClass.owned(instance) && !lockClass.writersQueued(instance);
    }

    /** A reader waits for writers only, for those that wait before it too. */
    @Override
    public void owners(IntConsumer tasks) {
      lockClass.soleOwner(instance, tasks);
      lockClass.queuedWriters(instance, tasks);
    }
  }

  private static class WriterWait extends OwnerWait {

    WriterWait(LockClass lockClass, int instance, int subclass) {
      super(lockClass, instance, subclass);
    }

    @Override
    public boolean ready() {
      return !lockClass.owned(instance) && !lockClass.read(instance);
    }
  }

  private static final class KillableWriterWait extends WriterWait {

    private final BooleanSupplier killed;

    KillableWriterWait(LockClass lockClass, int instance, BooleanSupplier killed) {
      super(lockClass, instance, 0);
      this.killed = killed;
    }

    @Override
    public boolean ready() {
      boolean leaves = killed.getAsBoolean();
      return super.ready() || leaves;
    }

    @Override
    public Rescue endedBy() {
      return Rescue.FATAL_SIGNAL;
    }
  }
}
