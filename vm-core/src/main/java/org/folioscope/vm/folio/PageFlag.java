package org.folioscope.vm.folio;

import java.util.Locale;

/**
 * The flags of a page that change one by one. PG_locked and PG_private change by events of their
 * own.
 */
public enum PageFlag {
  /** The page lock. */
  LOCKED,
  /** A bio may be reading the page. */
  WRITEBACK,
  /** Contents are newer than the disk's. */
  DIRTY,
  /** Contents are valid. */
  UPTODATE,
  /** Filesystem state is attached. */
  PRIVATE,
  /** Was accessed since the flag was cleared. */
  REFERENCED,
  /** Is on, or meant for, an active list. */
  ACTIVE,
  /** Is being written in order to be freed. */
  RECLAIM,
  /** Is on an LRU list. */
  LRU,
  /** Swap is behind it, not a file. */
  SWAPBACKED,
  /** Somebody may sleep until a bit of the page is clear. */
  WAITERS,
  /** Is in the swap cache. */
  SWAPCACHE,
  /**
   * PG_anon_exclusive the other way round, as most anonymous pages have that: other processes may
   * map the page too, so a store needs a look first.
   */
  ANON_SHARED;

  private final String label = "PG_" + name().toLowerCase(Locale.ROOT);

  /** The kernel's name, for example {@code PG_dirty}. */
  public String label() {
    return label;
  }
}
