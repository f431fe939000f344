package org.folioscope.vm.writeback;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.lock.Locks;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.simulation.report.Reports;
import org.folioscope.vm.cache.FolioBatch;
import org.folioscope.vm.cache.Mark;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.dirty.Dirtying;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.lru.Lru;
import org.folioscope.vm.rmap.Rmap;
import org.folioscope.vm.vmstat.DirtyCounts;
import org.folioscope.vm.waitqueue.WakePolicies;

/**
 * What writing a folio back consists of: cleaning it, PG_writeback from start to end, and waiting
 * for it.
 */
@Singleton
public final class Writeback {

  private final Machine machine;
  private final Locks locks;
  private final PageCache cache;
  private final Dirtying dirtying;
  private final DirtyCounts counts;
  private final Rmap rmap;
  private final Lru lru;
  private final WritebackEnding ending;
  private final Reports reports;
  private final WakePolicies.WritebackWait waiting;
  private final boolean warnsUnlockedStart;

  /** For the machine's pages. */
  @Inject
  public Writeback(
      Machine machine,
      Locks locks,
      PageCache cache,
      Dirtying dirtying,
      DirtyCounts counts,
      Rmap rmap,
      Lru lru,
      WritebackEnding ending,
      Reports reports,
      Policies policies) {
    this.machine = machine;
    this.locks = locks;
    this.cache = cache;
    this.dirtying = dirtying;
    this.counts = counts;
    this.rmap = rmap;
    this.lru = lru;
    this.ending = ending;
    this.reports = reports;
    this.warnsUnlockedStart =
        policies.get(WakePolicies.WARN_UNLOCKED_START) == WakePolicies.Diagnostic.ON;
    this.waiting = policies.get(WakePolicies.WRITEBACK_WAIT);
  }

  /**
   * Cleans a locked folio for I/O: write-protects its page-table entries, collects their dirtiness,
   * and clears PG_dirty. The DIRTY mark stays until writeback starts. Says whether the folio was
   * dirty (folio_clear_dirty_for_io). Pins are not looked at.
   */
  public boolean clearDirtyForIo(Inode inode, Folio folio) {
    try (Frame _ = machine.enter("folio_clear_dirty_for_io", "folio", folio.frame())) {
      if (rmap.mkclean(inode, folio)) {
        dirtying.markDirty(folio);
      }
      return machine.atomicGet(() -> {
        boolean dirty = folio.testAndClear(PageFlag.DIRTY);
        if (dirty) {
          counts.cleaned(inode);
        }
        return dirty;
      });
    }
  }

  /** Takes {@link #clearDirtyForIo} back, as nothing came of the I/O. The folio is still locked. */
  public void keepDirty(Inode inode, Folio folio) {
    machine.now(() -> {
      if (folio.testAndSet(PageFlag.DIRTY)) {
        counts.dirtied(inode);
      }
    });
  }

  /**
   * Sets PG_writeback on a locked folio and brings the marks in line (folio_start_writeback). Not
   * inside a step.
   */
  public void start(Inode inode, Folio folio) {
    start(folio, () -> bringMarksInLine(inode, folio));
  }

  /**
   * Sets PG_writeback on a locked folio of the swap cache, which has no marks. Not inside a step.
   */
  public void startSwap(Folio folio) {
    start(folio, () -> {});
  }

  private void start(Folio folio, Runnable bringMarksInLine) {
    if (ending.waitsToSet()) {
      folio.acquireWriteback();
      machine.now(() -> {
        counts.writebackBegan();
        bringMarksInLine.run();
      });
      return;
    }
    machine.atomic(() -> {
      warnIfUnlocked(folio);
      if (folio.testAndSet(PageFlag.WRITEBACK)) {
        began(folio);
      }
      bringMarksInLine.run();
    });
  }

  private void began(Folio folio) {
    counts.writebackBegan();
    if (ending.holdsReferenceForIo()) {
      folio.get();
    }
  }

  private void bringMarksInLine(Inode inode, Folio folio) {
    cache.set(inode, folio, Mark.WRITEBACK);
    if (!folio.is(PageFlag.DIRTY)) {
      cache.clear(inode, folio, Mark.DIRTY);
    }
    cache.clear(inode, folio, Mark.TOWRITE);
  }

  private void warnIfUnlocked(Folio folio) {
    if (warnsUnlockedStart && !folio.is(PageFlag.LOCKED)) {
      reports.warnOnce(
          "warn-writeback-of-unlocked-folio",
          "folio_start_writeback",
          "WARNING at mm/page-writeback.c folio_start_writeback: " + folio + " is not locked");
    }
  }

  /**
   * Clears PG_writeback, wakes who waits for it, and records an error; in interrupt context as well
   * (folio_end_writeback).
   */
  public void end(Inode inode, Folio folio, Errno status) {
    end(
        folio,
        () -> {
          if (status.failed()) {
            inode.recordError(status);
          }
        });
  }

  /**
   * The same for a folio of the swap cache: what could not be written stays in memory, dirty
   * (end_swap_bio_write).
   */
  public void endSwap(Folio folio, Errno status) {
    if (status.failed()) {
      machine.atomic(() -> {
        folio.testAndSet(PageFlag.DIRTY);
        folio.testAndClear(PageFlag.RECLAIM);
      });
    }
    end(folio, () -> {});
  }

  private void end(Folio folio, Runnable first) {
    try (Frame _ = machine.enter("folio_end_writeback", "folio", folio.frame())) {
      ending.end(
          folio,
          () -> {
            first.run();
            if (folio.testAndClear(PageFlag.RECLAIM)) {
              lru.rotateReclaimable(folio);
            }
          });
    }
  }

  /** Sleeps while PG_writeback is set (folio_wait_writeback). */
  public void wait(Folio folio) {
    locks.mightSleep("folio_wait_writeback");
    folio.waitWriteback(waiting == WakePolicies.WritebackWait.LOOP);
  }

  /** Whether who has waited on a locked page may take it that PG_writeback is clear. */
  boolean waitIsFinal() {
    return !ending.waitsToSet();
  }

  /** {@link #wait} for write_cache_pages, which may not believe that one wait is enough. */
  void waitInScan(Folio folio) {
    wait(folio);
    while (waiting == WakePolicies.WritebackWait.CALLER_LOOP
        && machine.atomicGet(() -> folio.is(PageFlag.WRITEBACK))) {
      wait(folio);
    }
  }

  /**
   * Waits for every page of the range that is under writeback (__filemap_fdatawait_range); errors
   * are recorded in the inode.
   */
  public void waitRange(Inode inode, long first, long last) {
    FolioBatch batch = cache.batch(inode, first, last, Mark.WRITEBACK);
    while (!batch.isEmpty()) {
      for (Folio folio : batch.folios()) {
        wait(folio);
        machine.atomicGet(folio::index); // the kernel touches the page once more (ClearPageError)
      }
      batch.release();
      batch =
          batch.next() > last
              ? FolioBatch.NONE
              : cache.batch(inode, batch.next(), last, Mark.WRITEBACK);
    }
  }
}
