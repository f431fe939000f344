package org.folioscope.vm.reclaim;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.contract.Mounts;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.writeback.Writeback;

/** The end of a file that has neither name nor user. */
@Singleton
public final class Eviction {

  private final Machine machine;
  private final PageCache cache;
  private final Mounts mounts;
  private final Writeback writeback;

  /** For the machine's files. */
  @Inject
  public Eviction(Machine machine, PageCache cache, Mounts mounts, Writeback writeback) {
    this.machine = machine;
    this.cache = cache;
    this.mounts = mounts;
    this.writeback = writeback;
  }

  /**
   * Throws the pages away, dirty or not, after waiting for those under writeback; has the
   * filesystem free the blocks; forgets the inode (evict).
   */
  public void evict(Inode inode) {
    try (Frame _ = machine.enter("evict", "inode", inode.number())) {
      for (Folio folio : machine.atomicGet(() -> referenced(inode))) {
        truncate(inode, folio);
      }
      mounts.of(inode).inodes().evict(inode);
      machine.atomic(inode::clear);
    }
  }

  private List<Folio> referenced(Inode inode) {
    List<Folio> found = cache.range(inode, 0, Integer.MAX_VALUE);
    found.forEach(Folio::get);
    return found;
  }

  /** One page (truncate_inode_folio). */
  private void truncate(Inode inode, Folio folio) {
    folio.lock();
    if (machine.nowGet(() -> PageCache.holds(folio, inode))) {
      writeback.wait(folio);
      if (machine.nowGet(() -> folio.is(PageFlag.PRIVATE))) {
        mounts.of(inode).mappings().invalidateFolio(inode, folio);
      }
      machine.atomic(() -> {
        folio.testAndClear(PageFlag.DIRTY);
        cache.remove(inode, folio);
        folio.put();
      });
    }
    folio.unlock();
    folio.put();
  }
}
