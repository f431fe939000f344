package org.folioscope.vm.dirty;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.cache.Mark;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.contract.Mounts;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.inode.Inodes;

/** How folios become dirty: always by way of the filesystem, which is told but not asked. */
@Singleton
public final class Dirtying {

  private final Machine machine;
  private final PageCache cache;
  private final Inodes inodes;
  private final Mounts mounts;

  /** For the machine's files. */
  @Inject
  public Dirtying(Machine machine, PageCache cache, Inodes inodes, Mounts mounts) {
    this.machine = machine;
    this.cache = cache;
    this.inodes = inodes;
    this.mounts = mounts;
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
    markDirty(folio);
    folio.unlock();
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
   * Brings the mark (__folio_mark_dirty) and then the inode (__mark_inode_dirty) in line with a
   * folio that just became dirty. Until then others may see PG_dirty without them.
   */
  public void noteDirty(Inode inode, Folio folio) {
    machine.atomic(() -> {
      if (PageCache.holds(folio, inode)) {
        cache.set(inode, folio, Mark.DIRTY);
      }
    });
    machine.atomic(inode::markPagesDirty);
  }
}
