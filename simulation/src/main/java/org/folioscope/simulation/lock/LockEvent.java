package org.folioscope.simulation.lock;

import org.folioscope.eventlog.log.Event;

/**
 * What happens to kernel locks. A lock is named by its class (as lockdep names it) and the instance
 * within the class; a map, which only stands for a lock, by its name.
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

  /**
   * What is special about the task's acquisition of the lock that comes next: its nesting level
   * among locks of the class, and whether it could not have waited.
   */
  record LockAnnotated(String lock, int instance, int task, int subclass, boolean trylock)
      implements LockEvent {}

  /** The task was still waiting for the lock when nothing could run any more. */
  record LockAwaited(String lock, int instance, int task, int subclass, LockMode mode)
      implements LockEvent {}

  /** The task is where the map stands for a lock that it holds. */
  record MapAcquired(String map, int task, LockMode mode) implements LockEvent {}

  /** The task has left that place. */
  record MapReleased(String map, int task) implements LockEvent {}

  /** The task is at a point where it might wait for what the map stands for. */
  record MapTouched(String map, int task, LockMode mode) implements LockEvent {}

  /** A writer that waited was killed and does not want it any more. */
  record WriterLeft(String lock, int instance, int task) implements LockEvent {}
}
