package org.folioscope.simulation.lockdep;

import org.folioscope.simulation.lock.LockMode;

/**
 * A lock was taken, or wanted, while another one was held.
 *
 * @param from the class that was held
 * @param to the class that was wanted
 * @param kind how: one of the four below
 * @param site where the second lock was wanted
 */
record Dependency(int from, int to, int kind, Site site) {

  /** Held for read, wanted by a recursive reader: -(SR)->. */
  static final int SR = 1;

  /** Held alone, wanted by a recursive reader: -(ER)->. */
  static final int ER = 1 << 1;

  /** Held for read, wanted by anybody else: -(SN)->. */
  static final int SN = 1 << 2;

  /** Held alone, wanted by anybody else: -(EN)->. */
  static final int EN = 1 << 3;

  static int kind(LockMode held, LockMode wanted) {
    if (wanted == LockMode.RECURSIVE) {
      return held == LockMode.EXCLUSIVE ? ER : SR;
    }
    return held == LockMode.EXCLUSIVE ? EN : SN;
  }

  static boolean heldAlone(int kind) {
    return (kind & (ER | EN)) != 0;
  }

  static boolean wantedRecursively(int kind) {
    return (kind & (SR | ER)) != 0;
  }
}
