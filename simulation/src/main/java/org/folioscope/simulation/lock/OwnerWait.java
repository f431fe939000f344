package org.folioscope.simulation.lock;

import java.util.function.IntConsumer;
import org.folioscope.simulation.machine.Wait;

/** Waits until a lock of one class and instance can be taken in some way. */
abstract class OwnerWait implements Wait {

  final LockClass lockClass;
  final int instance;
  final int subclass;

  OwnerWait(LockClass lockClass, int instance, int subclass) {
    this.lockClass = lockClass;
    this.instance = instance;
    this.subclass = subclass;
  }

  /** How the lock is to be taken. */
  LockMode mode() {
    return LockMode.EXCLUSIVE;
  }

  @Override
  public final String what() {
    return lockClass.name() + " #" + instance;
  }

  @Override
  public void owners(IntConsumer tasks) {
    lockClass.owners(instance, tasks);
  }

  /** The lock can be taken once nobody owns it. */
  static final class Free extends OwnerWait {

    Free(LockClass lockClass, int instance, int subclass) {
      super(lockClass, instance, subclass);
    }

    @Override
    public boolean ready() {
      return !lockClass.owned(instance);
    }
  }
}
