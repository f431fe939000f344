package org.folioscope.vm.reclaim;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.cache.FolioBatch;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.contract.Mounts;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.lru.Lru;
import org.folioscope.vm.pin.DeferredRelease;
import org.folioscope.vm.rmap.Rmap;
import org.folioscope.vm.writeback.Writeback;

/**
 * Taking pages out of the cache because the disk under them changes
 * (invalidate_inode_pages2_range). Who else holds a page is not looked at: it lives on without a
 * file.
 */
@Singleton
public final class Invalidation {

  private final Machine machine;
  private final PageCache cache;
  private final Mounts mounts;
  private final Rmap rmap;
  private final Writeback writeback;
  private final DeferredRelease deferred;
  private final Lru lru;

  /** For the machine's files. */
  @Inject
  public Invalidation(
      Machine machine,
      PageCache cache,
      Mounts mounts,
      Rmap rmap,
      Writeback writeback,
      Lru lru,
      DeferredRelease deferred) {
    this.machine = machine;
    this.cache = cache;
    this.mounts = mounts;
    this.rmap = rmap;
    this.writeback = writeback;
    this.deferred = deferred;
    this.lru = lru;
  }

  /** Takes the pages of the range out; EBUSY when one of them is dirty or cannot be released. */
  public Errno invalidate(Inode inode, long first, long last) {
    try (Frame _ = machine.enter("invalidate_inode_pages2_range", "inode", inode.number())) {
      Errno result = Errno.OK;
      FolioBatch batch = cache.batch(inode, first, last);
      while (!batch.isEmpty()) {
        for (Folio folio : batch.folios()) {
          rmap.unmapAll(inode, folio);
          folio.lock();
          Errno one = locked(inode, folio);
          result = one.failed() ? one : result;
          folio.unlock();
        }
        lru.drain();
        batch.release();
        batch = batch.isFull() ? cache.batch(inode, batch.next(), last) : FolioBatch.NONE;
      }
      return result;
    }
  }

  private Errno locked(Inode inode, Folio folio) {
    if (!machine.nowGet(() -> PageCache.holds(folio, inode))) {
      return Errno.OK;
    }
    writeback.wait(folio);
    rmap.unmapAll(inode, folio);
    if (machine.nowGet(() -> folio.is(PageFlag.PRIVATE))
        && (deferred.defers(folio) || !mounts.of(inode).mappings().releaseFolio(inode, folio))) {
      return Errno.EBUSY;
    }
    return machine.atomicGet(() -> {
      if (folio.is(PageFlag.DIRTY) || folio.is(PageFlag.PRIVATE)) {
        return Errno.EBUSY;
      }
      cache.remove(inode, folio);
      folio.put();
      return Errno.OK;
    });
  }
}
