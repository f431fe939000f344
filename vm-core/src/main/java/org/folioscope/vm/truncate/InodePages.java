package org.folioscope.vm.truncate;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.cache.FolioBatch;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.contract.Mounts;
import org.folioscope.vm.dirty.Dirtying;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.lru.Lru;
import org.folioscope.vm.rmap.Rmap;
import org.folioscope.vm.writeback.Writeback;
import org.jspecify.annotations.Nullable;

/**
 * Taking pages out of a file, dirty or not (mm/truncate.c). Nobody asks who else holds them: a page
 * that a device holds leaves the cache too and lives on without a file.
 */
@Singleton
final class InodePages {

  private final Machine machine;
  private final PageCache cache;
  private final Mounts mounts;
  private final Rmap rmap;
  private final Writeback writeback;
  private final Lru lru;
  private final Dirtying dirtying;

  @Inject
  InodePages(
      Machine machine,
      PageCache cache,
      Mounts mounts,
      Rmap rmap,
      Writeback writeback,
      Lru lru,
      Dirtying dirtying) {
    this.machine = machine;
    this.cache = cache;
    this.mounts = mounts;
    this.rmap = rmap;
    this.writeback = writeback;
    this.lru = lru;
    this.dirtying = dirtying;
  }

  /**
   * Removes the pages that lie wholly in the range and zeroes what lies in it of the others
   * (truncate_inode_pages_range). First what is neither locked nor under writeback, in batches;
   * then the rest, one by one, waiting for each. Before pages are let go, what this CPU has not put
   * on the lists yet goes there (folio_batch_release).
   *
   * @param end the first byte after the range
   */
  void truncate(Inode inode, long from, long end) {
    try (Frame _ = machine.enter("truncate_inode_pages_range", "inode", inode.number())) {
      long first = Math.ceilDiv(from, Folio.SIZE);
      long last = end / Folio.SIZE - 1;
      removeIdle(inode, first, last);
      boolean inOnePage = from / Folio.SIZE == (end - 1) / Folio.SIZE;
      if (from % Folio.SIZE != 0) {
        int to = inOnePage ? (int) ((end - 1) % Folio.SIZE + 1) : Folio.SIZE;
        zeroPart(inode, from / Folio.SIZE, (int) (from % Folio.SIZE), to);
      }
      if (end % Folio.SIZE != 0 && !(inOnePage && from % Folio.SIZE != 0)) {
        zeroPart(inode, end / Folio.SIZE, 0, (int) (end % Folio.SIZE));
      }
      removeAll(inode, first, last);
    }
  }

  private void removeIdle(Inode inode, long first, long last) {
    List<Folio> batch = new ArrayList<>();
    long next = lockIdle(inode, first, last, batch);
    while (!batch.isEmpty()) {
      batch.forEach(folio -> cleanUp(inode, folio));
      machine.atomic(() -> batch.forEach(folio -> remove(inode, folio)));
      batch.forEach(Folio::unlock);
      lru.drain();
      batch.forEach(Folio::put);
      batch.clear();
      next = lockIdle(inode, next, last, batch);
    }
  }

  /** The next pages that can be locked at once and need not be waited for (find_lock_entries). */
  private long lockIdle(Inode inode, long first, long last, List<Folio> batch) {
    long next = first;
    while (next <= last && batch.size() < FolioBatch.SIZE) {
      Folio folio = cache.next(inode, next, last);
      if (folio == null) {
        return last + 1;
      }
      next = machine.nowGet(folio::index) + 1;
      if (!folio.trylock()) {
        folio.put();
      } else if (machine.nowGet(() -> PageCache.holds(folio, inode))
          && !machine.atomicGet(() -> folio.is(PageFlag.WRITEBACK))) {
        batch.add(folio);
      } else {
        folio.unlock();
        folio.put();
      }
    }
    return next;
  }

  /** Starts again from the beginning until a look finds nothing. */
  private void removeAll(Inode inode, long first, long last) {
    long next = first;
    while (first <= last) {
      FolioBatch batch = next > last ? FolioBatch.NONE : cache.batch(inode, next, last);
      if (batch.isEmpty() && next == first) {
        return;
      }
      batch.folios().forEach(folio -> removeOne(inode, folio));
      if (!batch.isEmpty()) {
        lru.drain();
      }
      batch.release();
      next = batch.isEmpty() ? first : batch.next();
    }
  }

  private void removeOne(Inode inode, Folio folio) {
    folio.lock();
    writeback.wait(folio);
    if (machine.nowGet(() -> PageCache.holds(folio, inode))) {
      cleanUp(inode, folio);
      machine.atomic(() -> remove(inode, folio));
    }
    folio.unlock();
  }

  /** Part of a page goes (truncate_inode_partial_folio). */
  private void zeroPart(Inode inode, long index, int from, int to) {
    Folio folio = findLocked(inode, index);
    if (folio == null) {
      return;
    }
    writeback.wait(folio);
    machine.atomic(() -> folio.write(from, Content.fill(0, to - from)));
    invalidate(inode, folio, from, to - from);
    folio.unlock();
    folio.put();
  }

  private @Nullable Folio findLocked(Inode inode, long index) {
    while (true) {
      Folio folio = cache.get(inode, index);
      if (folio == null) {
        return null;
      }
      folio.lock();
      if (machine.nowGet(() -> PageCache.holds(folio, inode))) {
        return folio;
      }
      folio.unlock();
      folio.put();
    }
  }

  /**
   * Prepares a locked page for leaving: no entry maps it, the filesystem forgets it, and it is
   * clean (truncate_cleanup_folio).
   */
  private void cleanUp(Inode inode, Folio folio) {
    try (Frame _ = machine.enter("truncate_cleanup_folio", "folio", folio.frame())) {
      if (machine.atomicGet(folio::mapped)) {
        rmap.unmapAll(inode, folio);
      }
      invalidate(inode, folio, 0, Folio.SIZE);
      dirtying.cancelDirty(folio);
    }
  }

  private void invalidate(Inode inode, Folio folio, int offset, int length) {
    if (machine.nowGet(() -> folio.is(PageFlag.PRIVATE))) {
      mounts.of(inode).mappings().invalidateFolio(inode, folio, offset, length);
    }
  }

  /** Out of the cache, with the cache's reference; the caller has another one. */
  private void remove(Inode inode, Folio folio) {
    cache.remove(inode, folio);
    folio.put();
  }
}
