package org.folioscope.cli.suite;

/** Bugs that filesystems have had, planted into one of the models. */
enum Mutation {
  /** None: what must fulfil the suite. */
  NONE("", "", ""),
  /** page_mkwrite dirties the page and asks nobody for a block. */
  NO_RESERVATION_AT_MKWRITE("ext4", "enospc-store-into-hole", "unexpected-result-store"),
  /** write_begin grows i_size already. */
  SIZE_BEFORE_DATA("trivial", "race-read-and-append-in-page", "unexpected-result-load"),
  /** Truncation takes pages away that are under writeback. */
  LOST_TRUNCATE_WAIT("trivial", "race-rewrite-after-truncate", "lost-write"),
  /** writepages writes what stands behind the end of the file. */
  STALE_BYTES_PAST_END("trivial", "no-stale-bytes-in-a-mapping", "unexpected-content-load"),
  /** fsync says nothing of a flush that failed. */
  ERROR_SWALLOWED_AT_FSYNC("trivial", "eio-flush", "unexpected-result-fsync"),
  /** Truncation keeps the blocks that were promised to the pages it takes away. */
  RESERVATION_LEAK("ext4", "truncate-gives-reservations-back", "unexpected-result-pwrite"),
  /** page_mkwrite takes i_rwsem, though mmap_lock is held. */
  WRONG_LOCK_ORDER("trivial", "direct-read-into-mapping", "lockdep"),
  /**
   * writepages takes the page for clean when the I/O ends, whatever was written to it meanwhile.
   */
  CHANGED_UNDER_WRITEBACK("trivial", "race-write-and-writeback", "lost-write"),
  /** Reads are answered from a copy that direct writes do not drop. */
  NO_INVALIDATION_AROUND_DIRECT_WRITE(
      "trivial", "buffered-read-sees-direct-write", "unexpected-content-load"),
  /** A page for which there was no space is dropped, and the write told as if it was whole. */
  SHORT_WRITE_REPORTED_WHOLE("ext4", "enospc-short-write", "unexpected-result-pwrite");

  private final String base;
  private final String caughtBy;
  private final String as;

  Mutation(String base, String caughtBy, String as) {
    this.base = base;
    this.caughtBy = caughtBy;
    this.as = as;
  }

  /** The model that it is planted into. */
  String base() {
    return base;
  }

  /** The case that must find it. */
  String caughtBy() {
    return caughtBy;
  }

  /** What the outcome must contain, or a group of such. */
  String as() {
    return as;
  }
}
