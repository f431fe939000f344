package org.folioscope.simulation.lock;

import org.folioscope.simulation.machine.Machine;

/** A sleeping lock with one owner. */
public final class Mutex {

  private final Locks locks;
  private final LockClass lockClass;
  private final int instance;

  private Mutex(Locks locks, LockClass lockClass, int instance) {
    this.locks = locks;
    this.lockClass = lockClass;
    this.instance = instance;
  }

  /** All mutexes of one lock class. */
  public static final class Family {

    private final Locks locks;
    private final LockClass lockClass;

    Family(Locks locks, LockClass lockClass) {
      this.locks = locks;
      this.lockClass = lockClass;
    }

    /** The mutex of an instance. */
    public Mutex of(int instance) {
      return new Mutex(locks, lockClass, instance);
    }
  }

  /** Sleeps until the mutex is free and takes it. */
  public void lock() {
    lockNested(0);
  }

  /**
   * {@link #lock} while another mutex of the class is held (mutex_lock_nested).
   *
   * @param subclass the nesting level, from 0; each level has an order of its own
   */
  public void lockNested(int subclass) {
    locks.mightSleep("mutex_lock");
    Machine machine = locks.machine();
    machine.atomicWhen(
        new OwnerWait.Free(lockClass, instance, subclass),
        () -> {
          locks.annotate(lockClass, instance, subclass, false);
          locks.emit(new LockEvent.LockAcquired(lockClass.name(), instance, machine.currentTask()));
        });
  }

  /** Takes the mutex if it is free. A schedule point stands before the attempt. */
  public boolean trylock() {
    Machine machine = locks.machine();
    return machine.atomicGet(() -> {
      if (lockClass.owned(instance)) {
        return false;
      }
      locks.annotate(lockClass, instance, 0, true);
      locks.emit(new LockEvent.LockAcquired(lockClass.name(), instance, machine.currentTask()));
      return true;
    });
  }

  /** Gives it back. */
  public void unlock() {
    Machine machine = locks.machine();
    machine.now(() -> {
      lockClass.requireOwner(instance, machine.currentTask());
      locks.emit(new LockEvent.LockReleased(lockClass.name(), instance, machine.currentTask()));
    });
  }
}
