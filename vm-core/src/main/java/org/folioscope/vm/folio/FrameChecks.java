package org.folioscope.vm.folio;

import org.folioscope.simulation.report.Kind;
import org.folioscope.simulation.report.Reports;

/**
 * Complaints about page frames: of the kernel's own checks, if they are built in, and of the
 * emulator's about memory that is gone.
 */
final class FrameChecks {

  /** Flags that no page may have when it is freed (PAGE_FLAGS_CHECK_AT_FREE). */
  private static final PageFlag[] NOT_AT_FREE = {
    PageFlag.LRU, PageFlag.LOCKED, PageFlag.PRIVATE, PageFlag.WRITEBACK
  };

  private final FolioState state;
  private final Reports reports;
  private final boolean debug;

  FrameChecks(FolioState state, Reports reports, boolean debug) {
    this.state = state;
    this.reports = reports;
    this.debug = debug;
  }

  boolean debug() {
    return debug;
  }

  /** Complains about a page that is freed in a state it must not have; says whether it has. */
  boolean isBadWhenFreed(int frame) {
    if (!debug) {
      return false;
    }
    String reason = badness(frame);
    if (!reason.isEmpty()) {
      reports.violation(
          Kind.BUG, "bug-bad-page-state", "free_pages_prepare", dump("page state", frame, reason));
    }
    return !reason.isEmpty();
  }

  /** Complains about a page that leaves the cache and is mapped still. */
  void whenRemovedFromCache(int frame) {
    if (debug && state.mapcount(frame) > 0) {
      reports.violation(
          Kind.BUG,
          "bug-bad-page-cache",
          "filemap_unaccount_folio",
          dump("page cache", frame, "still mapped when deleted"));
    }
  }

  /**
   * Before a flag of a page is touched by somebody who has no reference to it: complains if the
   * memory is gone, or, unless the check was taken out, if the page is a tail of a huge page by
   * now, which has no such flag. Says whether the flag can be touched.
   */
  boolean mayTouch(int frame, String function, boolean headOnly) {
    if (state.isGone(frame)) {
      reports.violation(
          Kind.USE_AFTER_FREE,
          "use-after-free-struct-page",
          function,
          "the memory of the struct page of pfn " + frame + " was removed");
      return false;
    }
    if (debug && headOnly && state.isTail(frame)) {
      throw reports.bug(
          "bug-flag-of-tail-page",
          function,
          "kernel BUG at include/linux/page-flags.h: VM_BUG_ON_PAGE(PageTail(page)) of pfn:"
              + frame
              + ", in "
              + function);
    }
    return true;
  }

  private String badness(int frame) {
    if (state.mapcount(frame) > 0) {
      return "nonzero mapcount";
    }
    if (state.inode(frame) != 0) {
      return "non-NULL mapping";
    }
    for (PageFlag flag : NOT_AT_FREE) {
      if (state.flag(frame, flag)) {
        return "PAGE_FLAGS_CHECK_AT_FREE flag(s) set: " + flag.label();
      }
    }
    return "";
  }

  private static String dump(String what, int frame, String reason) {
    return "BUG: Bad " + what + "  pfn:" + frame + ": " + reason;
  }
}
