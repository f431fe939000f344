package org.folioscope.simulation.lock;

/** How a lock is taken, as far as the order of locks is concerned. */
public enum LockMode {
  /** Alone: a mutex, a spinlock, a semaphore for write. */
  EXCLUSIVE,
  /** Together with other readers; waits behind a waiting writer. */
  SHARED,
  /** Together with other readers, past waiting writers too. */
  RECURSIVE
}
