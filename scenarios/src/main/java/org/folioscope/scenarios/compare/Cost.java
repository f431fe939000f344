package org.folioscope.scenarios.compare;

import java.util.Locale;

/** What a configuration pays in one run, folded from the run's log after set-up. */
public enum Cost {
  /** Bytes that the kernel stored into pages with a CPU; a program's own stores are not counted. */
  BYTES_COPIED("bytes copied by the CPU"),
  /**
   * Atomic operations on a page that is written back: by the writer between taking and dropping the
   * page's lock, and by the completion.
   */
  ATOMICS_PER_WRITEBACK("atomic operations per writeback"),
  /** Locks taken meanwhile for that page by the two, its own included. */
  LOCKS_PER_WRITEBACK("lock holds per writeback"),
  /** Atomic operations of everybody. */
  ATOMICS("atomic operations, whole run"),
  /** Locks taken by everybody. */
  LOCKS("lock holds, whole run"),
  /** Pages that reclaim isolated and put back as they were. */
  SKIPPED_BY_RECLAIM("pages skipped by reclaim"),
  /** Of them, those that were locked, clean and not under writeback, but pinned. */
  SKIPPED_PINNED("  of them clean but pinned"),
  /** Pages whose buffers reclaim freed, only to find the page in use and put it back. */
  STRIPPED_BY_RECLAIM("pages stripped by reclaim, yet kept"),
  /** Pages that were dirty when the tasks had ended, before {@code finally:}. */
  LEFT_DIRTY("pages that stay dirty"),
  /** Virtual time between asking for durability and being answered, in microseconds. */
  FSYNC_MICROSECONDS("fsync latency, virtual us"),
  /** Sleeps of writers because too many pages were dirty or under writeback. */
  DIRTY_THROTTLING("dirty throttling, sleeps of writers"),
  /** Calls that the kernel would not do: EACCES, EBUSY, EFAULT, EOPNOTSUPP or EROFS. */
  REFUSED("calls refused");

  private final String label;

  Cost(String label) {
    this.label = label;
  }

  /** The words for people; a part of the cost above is indented. */
  public String label() {
    return label;
  }

  /** The name for programs, for example {@code bytes-copied}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
