package org.folioscope.vm.lru;

/** The lists of a node. */
public enum LruList {
  /** Anonymous pages, not used lately. */
  INACTIVE_ANON,
  /** Anonymous pages in use. */
  ACTIVE_ANON,
  /** File pages, not used lately. */
  INACTIVE_FILE,
  /** File pages in use. */
  ACTIVE_FILE
}
