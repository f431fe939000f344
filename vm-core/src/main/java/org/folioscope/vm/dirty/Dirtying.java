package org.folioscope.vm.dirty;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.simulation.report.Reports;
import org.folioscope.vm.bdi.DirtyInodes;
import org.folioscope.vm.cache.Mark;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.contract.FaultResult;
import org.folioscope.vm.contract.Mounts;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.inode.Inodes;
import org.folioscope.vm.vmstat.DirtyCounts;

/** How folios become dirty: always by way of the filesystem, which is told but not asked. */
@Singleton
public final class Dirtying {

  private final Machine machine;
  private final PageCache cache;
  private final Inodes inodes;
  private final Mounts mounts;
  private final DirtyInodes dirtyInodes;
  private final DirtyCounts counts;
  private final Reports reports;
  private final boolean asksFirst;

  /** For the machine's files. */
  @Inject
  public Dirtying(
      Machine machine,
      PageCache cache,
      Inodes inodes,
      Mounts mounts,
      DirtyInodes dirtyInodes,
      DirtyCounts counts,
      Reports reports,
      Policies policies) {
    this.machine = machine;
    this.cache = cache;
    this.inodes = inodes;
    this.mounts = mounts;
    this.dirtyInodes = dirtyInodes;
    this.counts = counts;
    this.reports = reports;
    this.asksFirst = policies.get(DirtyPolicies.LATE) == DirtyPolicies.Late.MKWRITE;
  }

  /**
   * Marks the folio dirty (folio_mark_dirty): locked, or under a page-table lock, so that nobody
   * takes it out of its file meanwhile. A page without a file only gets the flag.
   */
  public boolean markDirty(Folio folio) {
    try (Frame _ = machine.enter("folio_mark_dirty")) {
      Inode inode = machine.nowGet(() -> inodes.of(folio.inode()));
      if (inode.number() == 0) {
        return folio.testAndSet(PageFlag.DIRTY);
      }
      folio.testAndClear(PageFlag.RECLAIM);
      return mounts.of(inode).mappings().dirtyFolio(inode, folio);
    }
  }

  /**
   * The end of a buffered write into a locked, referenced folio: it is valid and dirty, the file
   * grows if need be, the lock and the reference are given back (generic_write_end).
   */
  public void endWrite(Inode inode, Folio folio, long end) {
    machine.now(() -> folio.testAndSet(PageFlag.UPTODATE));
    markDirty(folio);
    finishWrite(inode, folio, end);
  }

  /**
   * The same where the filesystem keeps for each block of the page whether it is valid and dirty,
   * and has seen to that: only the page as a whole becomes dirty (iomap_write_end,
   * block_commit_write).
   */
  public void endWriteOfBlocks(Inode inode, Folio folio, long end) {
    filemapDirtyFolio(inode, folio);
    finishWrite(inode, folio, end);
  }

  private void finishWrite(Inode inode, Folio folio, long end) {
    machine.atomic(() -> {
      if (end > inode.size()) {
        inode.setSize(end);
      }
      inode.markDirty();
    });
    folio.unlock();
    folio.put();
  }

  /** Locks the folio, marks it dirty, unlocks it (set_page_dirty_lock). */
  public void markDirtyLocked(Folio folio) {
    folio.lock();
    if (asksFirst && !machine.atomicGet(() -> folio.is(PageFlag.DIRTY))) {
      folio.unlock();
      if (askedFilesystem(folio)) {
        return;
      }
      folio.lock();
    }
    markDirty(folio);
    folio.unlock();
  }

  /**
   * Has the filesystem prepare a clean page as for a store (page_mkwrite), which dirties it.
   * Nothing is left to do for a page that left its file meanwhile. If the filesystem cannot, there
   * is nobody to tell: that is warned of, and the page stays clean, as dirty it would be one that
   * the filesystem does not expect.
   *
   * @return false if the page belongs to no file
   */
  private boolean askedFilesystem(Folio folio) {
    Inode inode = machine.atomicGet(() -> inodes.of(folio.inode()));
    if (inode.number() == 0) {
      return false;
    }
    FaultResult made = mounts.of(inode).memory().pageMkwrite(inode, folio);
    if (made == FaultResult.LOCKED) {
      folio.unlock();
    }
    if (made.failed()) {
      machine.atomic(() ->
          reports.warnOnce(
              "warn-late-dirty-refused",
              "set_page_dirty_lock",
              "WARNING at mm/page-writeback.c set_page_dirty_lock: page_mkwrite failed for page "
                  + folio.index()
                  + " of inode "
                  + inode.number()
                  + ", whose new bytes are lost"));
    }
    return true;
  }

  /**
   * Marks the folio dirty without its lock (set_page_dirty), as some do that got it through page
   * tables: it may leave its file, or lose its buffers, in between.
   */
  public void markDirtyUnlocked(Folio folio) {
    try (Frame _ = machine.enter("set_page_dirty", "folio", folio.frame())) {
      Inode inode = machine.atomicGet(() -> inodes.of(folio.inode()));
      if (inode.number() == 0) {
        folio.testAndSet(PageFlag.DIRTY);
      } else {
        mounts.of(inode).mappings().dirtyFolio(inode, folio);
      }
    }
  }

  /**
   * A locked folio is not dirty any more, as what it holds is not wanted or not dirty
   * (folio_cancel_dirty).
   */
  public void cancelDirty(Folio folio) {
    machine.atomic(() -> {
      if (folio.testAndClear(PageFlag.DIRTY) && counts.limited() && folio.inode() != 0) {
        counts.cleaned(inodes.of(folio.inode()));
      }
    });
  }

  /** The common end of a filesystem's dirty_folio: flag, mark, inode (filemap_dirty_folio). */
  public boolean filemapDirtyFolio(Inode inode, Folio folio) {
    boolean newly = folio.testAndSet(PageFlag.DIRTY);
    if (newly) {
      noteDirty(inode, folio);
    }
    return newly;
  }

  /**
   * Brings the mark and the count (__folio_mark_dirty) and then the inode (__mark_inode_dirty) in
   * line with a folio that just became dirty. Until then others may see PG_dirty without them.
   */
  public void noteDirty(Inode inode, Folio folio) {
    machine.atomic(() -> {
      if (PageCache.holds(folio, inode)) {
        counts.dirtied(inode);
        cache.set(inode, folio, Mark.DIRTY);
      }
    });
    machine.atomic(() -> {
      if (inode.markPagesDirty()) {
        dirtyInodes.dirtied(inode);
      }
    });
  }
}
