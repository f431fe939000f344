package org.folioscope.simulation.lock;

import org.folioscope.simulation.machine.Machine;

/**
 * A spinning lock with one owner, who must not sleep; the irq form also keeps interrupts off on the
 * owner's CPU.
 */
public final class Spinlock {

  private final Locks locks;
  private final LockClass lockClass;
  private final int instance;

  private Spinlock(Locks locks, LockClass lockClass, int instance) {
    this.locks = locks;
    this.lockClass = lockClass;
    this.instance = instance;
  }

  /** All spinlocks of one lock class. */
  public static final class Family {

    private final Locks locks;
    private final LockClass lockClass;

    Family(Locks locks, LockClass lockClass) {
      this.locks = locks;
      this.lockClass = lockClass;
    }

    /** The spinlock of an instance. */
    public Spinlock of(int instance) {
      return new Spinlock(locks, lockClass, instance);
    }
  }

  /** Spins until the lock is free and takes it. */
  public void lock() {
    acquire(0, () -> {});
  }

  /**
   * {@link #lock} while another spinlock of the class is held (spin_lock_nested).
   *
   * @param subclass the nesting level, from 0; each level has an order of its own
   */
  public void lockNested(int subclass) {
    acquire(subclass, () -> {});
  }

  /** Gives it back. */
  public void unlock() {
    release(() -> {});
  }

  /** {@link #lock} with interrupts off on this CPU. */
  public void lockIrq() {
    acquire(0, locks.machine()::disableInterrupts);
  }

  /** {@link #unlock} with interrupts on again. */
  public void unlockIrq() {
    release(locks.machine()::enableInterrupts);
  }

  private void acquire(int subclass, Runnable before) {
    Machine machine = locks.machine();
    machine.atomicWhen(
        new OwnerWait.Free(lockClass, instance, subclass),
        () -> {
          before.run();
          locks.annotate(lockClass, instance, subclass, false);
          locks.emit(new LockEvent.LockAcquired(lockClass.name(), instance, machine.currentTask()));
        });
  }

  private void release(Runnable then) {
    Machine machine = locks.machine();
    machine.now(() -> {
      lockClass.requireOwner(instance, machine.currentTask());
      locks.emit(new LockEvent.LockReleased(lockClass.name(), instance, machine.currentTask()));
      then.run();
    });
  }
}
