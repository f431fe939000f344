package org.folioscope.simulation.lock;

import org.folioscope.eventlog.log.Event;

/**
 * What happens to kernel locks. A lock is named by its class (as lockdep names it) and the instance
 * within the class.
 */
public sealed interface LockEvent extends Event {

  /** The task owns the lock alone: a mutex, a spinlock, or an rwsem taken for write. */
  record LockAcquired(String lock, int instance, int task) implements LockEvent {}

  /** The sole owner gave it back. */
  record LockReleased(String lock, int instance, int task) implements LockEvent {}

  /** The task holds the rwsem together with other readers. */
  record ReadLockAcquired(String lock, int instance, int task) implements LockEvent {}

  /** A reader gave it back. */
  record ReadLockReleased(String lock, int instance, int task) implements LockEvent {}

  /** A writer waits; from here on new readers wait behind it. */
  record WriterQueued(String lock, int instance, int task) implements LockEvent {}
}
