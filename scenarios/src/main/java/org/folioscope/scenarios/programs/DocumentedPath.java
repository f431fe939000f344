package org.folioscope.scenarios.programs;

import io.vavr.collection.Vector;
import org.folioscope.simulation.report.Kind;

/** A way in which a kernel is known to lose data or to complain, seen in what happened. */
public enum DocumentedPath {
  /**
   * A page left its file while somebody held it: truncation, holes and invalidation look neither at
   * references nor at pins (pin:G4, pin:G10). What is stored into it afterwards is in no file. Of a
   * page of several blocks some may go, and the page stays: what is stored there is dropped.
   */
  REMOVED_WHILE_HELD("a page left its file while it was held"),
  /**
   * A file grew, and its end had been within a page of several blocks that somebody held: the page
   * was made writable up to that end, and has no blocks behind it. What is stored there is dropped
   * as it becomes dirty over a hole (pin:G6).
   */
  GROWN_WHILE_HELD("a file grew beyond a page that was held, and prepared up to the old end"),
  /**
   * A hole took blocks of a page that stayed mapped for writing: what is stored there is dropped,
   * by whomever (ext4 up to 6.13, ext4_truncate_page_cache_block_range mends it).
   */
  PUNCHED_WHILE_MAPPED("blocks went of a page that mappings could store to without asking"),
  /**
   * A page that had been written for a hole, or a size, became dirty again through its holder
   * before it left the file: what the holder stored beside the hole went with it. XFS takes whole
   * pages out, and has waited for writeback but for nobody who holds them (pin:G10).
   */
  REMOVED_DIRTY("a page left its file with what its holder had stored since it was written"),
  /**
   * A page's block became another file's, too, while somebody held the page, or with what a holder
   * had stored since it was written: it becomes dirty without a place of its own, and is written
   * over what both files have (pin:G7).
   */
  SHARED_WHILE_HELD("a file was cloned while a page of it was held"),
  /**
   * What showed in a process's memory shows there no more, while somebody holds the page: it was
   * copied for a store, or put into swap. What is stored into it afterwards is in no memory
   * (pin:X15 to pin:X19).
   */
  MEMORY_MOVED("a process lost a page of its memory while it was held"),
  /** Reclaim took the buffers of a page that it did not know to be pinned (pin:G1, pin:R-c). */
  STRIPPED_BY_RECLAIM("reclaim took the buffers of a held page", Kind.WARN, Kind.BUG),
  /** The scan of the active list took them, as there were too many: it asks nobody (pin:R-a). */
  STRIPPED_BY_SCAN("the active list's scan took the buffers of a held page", Kind.WARN, Kind.BUG),
  /** Something else took them: an invalidation that failed later, or drop_caches (pin:R-b). */
  STRIPPED_OTHERWISE("a held page lost its buffers, but not to reclaim", Kind.WARN, Kind.BUG),
  /** A direct write met pages that were changed through the page cache at the same time. */
  COLLISION("a direct write collided with buffered I/O", Kind.WARN),
  /**
   * The device did not write a page of a file that was emptied in part before: if its block was
   * allocated as written, what that held for somebody else, or earlier, shows.
   */
  UNWRITTEN_BLOCK("the device failed to write a page whose block may have been new"),
  /**
   * The device never said that it was done: who waits for it hangs. Of no page in particular. A
   * page that is being read is locked by who asked for that and waits, too: told as a deadlock of
   * one.
   */
  LOST_COMPLETION("the device never completed a request") {
    @Override
    boolean explains(Kind kind) {
      return kind == Kind.HANG || kind == Kind.DEADLOCK;
    }

    @Override
    boolean isOfPages() {
      return false;
    }
  },
  /** A wait for writeback ended on a page under writeback (wake:W1 to wake:W5t). */
  STALE_WAKE("a wait for writeback ended too early", Kind.WARN, Kind.BUG, Kind.USE_AFTER_FREE);

  private static final Vector<Kind> DATA = Vector.of(Kind.DATA_LOSS, Kind.CORRUPTION);

  private final String words;
  private final Vector<Kind> further;

  DocumentedPath(String words, Kind... further) {
    this.words = words;
    this.further = Vector.of(further);
  }

  /** What happened. */
  public String words() {
    return words;
  }

  /** Whether it happens to pages and excuses only what happens to the same ones. */
  boolean isOfPages() {
    return true;
  }

  /** Whether such a violation can come of it: lost or wrong data mostly, nothing that hangs. */
  boolean explains(Kind kind) {
    return DATA.contains(kind) || further.contains(kind);
  }
}
