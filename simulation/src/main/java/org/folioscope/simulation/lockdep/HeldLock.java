package org.folioscope.simulation.lockdep;

import org.folioscope.simulation.lock.LockMode;

/**
 * A lock that a task holds, or wants.
 *
 * @param lock the number of its class
 * @param instance which one of the class
 * @param trylock whether the task took it without being ready to wait
 * @param site where
 */
record HeldLock(int lock, int instance, LockMode mode, boolean trylock, Site site) {

  /** Stands for the instance of a map. */
  static final int MAP = -1;

  boolean read() {
    return mode != LockMode.EXCLUSIVE;
  }

  boolean recursive() {
    return mode == LockMode.RECURSIVE;
  }
}
