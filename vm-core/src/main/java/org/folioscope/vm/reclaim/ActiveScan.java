package org.folioscope.vm.reclaim;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.inode.Inodes;
import org.folioscope.vm.lru.Lru;
import org.folioscope.vm.lru.LruList;
import org.folioscope.vm.rmap.Rmap;

/**
 * The scan of the active list, whose pages become inactive (shrink_active_list). While there are
 * too many buffer heads it takes those of every page that it can lock, whoever refers to the page.
 */
@Singleton
final class ActiveScan {

  private final Machine machine;
  private final Inodes inodes;
  private final Lru lru;
  private final FolioRelease releasing;
  private final Rmap rmap;

  @Inject
  ActiveScan(Machine machine, Inodes inodes, Lru lru, FolioRelease releasing, Rmap rmap) {
    this.machine = machine;
    this.inodes = inodes;
    this.lru = lru;
    this.releasing = releasing;
    this.rmap = rmap;
  }

  /**
   * Scans from the tail.
   *
   * @param most how many pages
   * @param bufferHeadsOverLimit whether buffer heads take too much memory
   */
  void scan(int most, boolean bufferHeadsOverLimit) {
    try (Frame _ = machine.enter("shrink_active_list")) {
      for (Folio folio : lru.isolate(LruList.ACTIVE_FILE, most)) {
        if (bufferHeadsOverLimit) {
          strip(folio);
        }
        forgetUse(folio);
        machine.atomic(() -> folio.testAndClear(PageFlag.ACTIVE));
        lru.putBack(folio);
      }
    }
  }

  /** folio_referenced, without the page lock: the page may leave its file meanwhile. */
  private void forgetUse(Folio folio) {
    Inode inode = machine.atomicGet(() -> folio.mapped() ? inodes.of(folio.inode()) : null);
    if (inode != null && inode.number() != 0) {
      rmap.clearYoung(inode, folio);
    }
  }

  private void strip(Folio folio) {
    if (machine.atomicGet(() -> folio.is(PageFlag.PRIVATE)) && folio.trylock()) {
      Inode inode = machine.nowGet(() -> inodes.of(folio.inode()));
      if (inode.number() != 0) {
        releasing.release(inode, folio);
      }
      folio.unlock();
    }
  }
}
