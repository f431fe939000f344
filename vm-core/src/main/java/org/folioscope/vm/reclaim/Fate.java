package org.folioscope.vm.reclaim;

/** What becomes of a folio that reclaim looks at. */
enum Fate {
  FREED,
  KEEP,
  ACTIVATE,
  /** Kept, and the lock is gone already. */
  KEEP_UNLOCKED
}
