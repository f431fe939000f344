package org.folioscope.vm.cache;

/** The marks that the page cache keeps beside its entries, so that writers find pages quickly. */
public enum Mark {
  /** PAGECACHE_TAG_DIRTY. */
  DIRTY,
  /** PAGECACHE_TAG_WRITEBACK. */
  WRITEBACK,
  /** PAGECACHE_TAG_TOWRITE: dirty when an integrity writer began. */
  TOWRITE
}
