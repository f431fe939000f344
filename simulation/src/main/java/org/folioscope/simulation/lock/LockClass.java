package org.folioscope.simulation.lock;

import java.util.function.IntConsumer;
import org.folioscope.eventlog.state.LongArray;
import org.folioscope.eventlog.state.StateSpace;

/** The state of all locks of one class, by instance. */
final class LockClass {

  /** Tasks that can hold or await an rwsem have ids below this. */
  private static final int READER_SLOTS = 64;

  private final String name;
  private final boolean spinning;
  private final LongArray owner;
  private final LongArray readers;
  private final LongArray held;
  private final LongArray queuedWriters;

  LockClass(StateSpace space, String name, boolean spinning) {
    this.name = name;
    this.spinning = spinning;
    owner = space.longs("lock." + name + ".owner");
    readers = space.longs("lock." + name + ".readers");
    held = space.longs("lock." + name + ".held-for-read");
    queuedWriters = space.longs("lock." + name + ".queued-writers");
  }

  String name() {
    return name;
  }

  boolean spinning() {
    return spinning;
  }

  boolean owned(int instance) {
    return owner.get(instance) != 0;
  }

  int owner(int instance) {
    return owner.getInt(instance) - 1;
  }

  /** Giving back what one does not own is a defect of the model. */
  void requireOwner(int instance, int task) {
    if (!owned(instance) || owner(instance) != task) {
      throw new IllegalStateException("task " + task + " does not own " + name + " #" + instance);
    }
  }

  boolean read(int instance) {
    return readers.get(instance) != 0;
  }

  boolean writersQueued(int instance) {
    return queuedWriters.get(instance) != 0;
  }

  void soleOwner(int instance, IntConsumer tasks) {
    if (owned(instance)) {
      tasks.accept(owner(instance));
    }
  }

  void owners(int instance, IntConsumer tasks) {
    soleOwner(instance, tasks);
    for (int task = 0; task < READER_SLOTS; task++) {
      if (held.get(instance * READER_SLOTS + task) != 0) {
        tasks.accept(task);
      }
    }
  }

  void queuedWriters(int instance, IntConsumer tasks) {
    long mask = queuedWriters.get(instance);
    for (int task = 0; task < READER_SLOTS; task++) {
      if (((mask >>> task) & 1) != 0) {
        tasks.accept(task);
      }
    }
  }

  void acquired(int instance, int task) {
    owner.set(instance, task + 1L);
    if (queuedWriters.get(instance) != 0) {
      writerLeft(instance, task);
    }
  }

  void released(int instance) {
    owner.set(instance, 0);
  }

  void readAcquired(int instance, int task) {
    readers.add(instance, 1);
    held.add(slot(instance, task), 1);
  }

  void readReleased(int instance, int task) {
    readers.add(instance, -1);
    held.add(slot(instance, task), -1);
  }

  void writerQueued(int instance, int task) {
    queuedWriters.set(instance, queuedWriters.get(instance) | (1L << slotOf(task)));
  }

  void writerLeft(int instance, int task) {
    queuedWriters.set(instance, queuedWriters.get(instance) & ~(1L << slotOf(task)));
  }

  private static int slot(int instance, int task) {
    return instance * READER_SLOTS + slotOf(task);
  }

  private static int slotOf(int task) {
    if (task < 0 || task >= READER_SLOTS) {
      throw new IllegalStateException(
          "task " + task + " cannot use an rwsem: ids must be from 0 to " + (READER_SLOTS - 1));
    }
    return task;
  }
}
