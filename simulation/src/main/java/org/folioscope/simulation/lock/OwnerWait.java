package org.folioscope.simulation.lock;

import java.util.function.IntConsumer;
import org.folioscope.simulation.machine.Wait;

/** Waits until a lock of one class and instance can be taken in some way. */
abstract class OwnerWait implements Wait {

  final LockClass lockClass;
  final int instance;

  OwnerWait(LockClass lockClass, int instance) {
    this.lockClass = lockClass;
    this.instance = instance;
  }

  @Override
  public final String what() {
    return lockClass.name() + " #" + instance;
  }

  @Override
  public void owners(IntConsumer tasks) {
    lockClass.owners(instance, tasks);
  }
}
