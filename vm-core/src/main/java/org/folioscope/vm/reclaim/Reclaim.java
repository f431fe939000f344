package org.folioscope.vm.reclaim;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.Folios;
import org.folioscope.vm.folio.FsReclaim;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.lru.Lru;
import org.folioscope.vm.lru.LruList;
import org.folioscope.vm.mm.Mm;
import org.folioscope.vm.mm.Pte;
import org.folioscope.vm.swap.Swap;
import org.jspecify.annotations.Nullable;

/** Taking pages back: the scan of the LRU lists, and dropping caches. */
@Singleton
public final class Reclaim {

  private static final int SWAP_CLUSTER_MAX = 32;
  private static final int DEF_PRIORITY = 12;

  private final Machine machine;
  private final Lru lru;
  private final PageCache cache;
  private final FolioShrinker shrinker;
  private final ActiveScan activeScan;
  private final FsReclaim fsReclaim;
  private final Folios folios;
  private final Swap swap;

  /** For the machine's pages. */
  @Inject
  Reclaim(
      Machine machine,
      Lru lru,
      PageCache cache,
      FolioShrinker shrinker,
      ActiveScan activeScan,
      FsReclaim fsReclaim,
      Folios folios,
      Swap swap) {
    this.machine = machine;
    this.lru = lru;
    this.cache = cache;
    this.shrinker = shrinker;
    this.activeScan = activeScan;
    this.fsReclaim = fsReclaim;
    this.folios = folios;
    this.swap = swap;
  }

  /** Reclaims as asked; returns how many pages became free. */
  public int reclaim(ReclaimRequest request) {
    try (Frame _ = machine.enter("shrink_node")) {
      fsReclaim.acquire();
      lru.drainAll();
      int freed = 0;
      for (int pass = 0; pass < request.passes(); pass++) {
        if (request.aging() && !request.nodeDirty()) {
          freed += age(request);
        } else {
          freed += onePass(request, pass > 0);
        }
      }
      fsReclaim.release();
      return freed;
    }
  }

  /**
   * Moves the pages of the active file list to the inactive one (shrink_active_list alone).
   *
   * @param bufferHeadsOverLimit buffer heads take too much memory, so the pages lose theirs
   */
  public void deactivate(boolean bufferHeadsOverLimit) {
    lru.drainAll();
    activeScan.scan(machine.atomicGet(() -> lru.size(LruList.ACTIVE_FILE)), bufferHeadsOverLimit);
  }

  /** Reclaims the pages of one file in a range, whatever their age (MADV_PAGEOUT). */
  public int pageOut(Inode inode, long first, long last) {
    try (Frame _ = machine.enter("reclaim_pages", "inode", inode.number())) {
      lru.drainAll();
      List<Folio> candidates = machine.atomicGet(() -> cache.range(inode, first, last));
      int freed = 0;
      for (Folio folio : candidates) {
        if (machine.atomicGet(() -> PageCache.holds(folio, inode) && lru.isolate(folio))) {
          freed += shrinker.shrink(folio, ReclaimRequest.EVERYTHING) ? 1 : 0;
        }
      }
      return freed;
    }
  }

  /**
   * Swaps anonymous pages of a range out that no other process has (MADV_PAGEOUT); none where there
   * is no swap.
   */
  public int pageOut(Mm mm, long first, long last) {
    if (!swap.exists()) {
      return 0;
    }
    try (Frame _ = machine.enter("reclaim_pages", "page", first)) {
      lru.drainAll();
      int freed = 0;
      for (long page = first; page <= last; page++) {
        long at = page;
        Folio folio = machine.atomicGet(() -> isolateOwn(mm, at));
        freed += folio != null && shrinker.shrink(folio, ReclaimRequest.EVERYTHING) ? 1 : 0;
      }
      return freed;
    }
  }

  private @Nullable Folio isolateOwn(Mm mm, long page) {
    Pte pte = mm.pte(page);
    if (pte == null) {
      return null;
    }
    Folio folio = folios.of(pte.folio());
    return folio.isAnonymous() && folio.mapcount() == 1 && lru.isolate(folio) ? folio : null;
  }

  /**
   * Drops the clean, unused pages of a file from the cache (invalidate_mapping_pages); returns how
   * many.
   */
  public int dropCache(Inode inode) {
    try (Frame _ = machine.enter("invalidate_mapping_pages", "inode", inode.number())) {
      lru.drainAll();
      int dropped = 0;
      for (Folio folio : machine.atomicGet(() -> referenced(inode))) {
        if (folio.trylock()) {
          boolean gone =
              machine.nowGet(() -> PageCache.holds(folio, inode)) && shrinker.evict(inode, folio);
          dropped += gone ? 1 : 0;
          folio.unlock();
        }
        folio.put();
      }
      return dropped;
    }
  }

  private List<Folio> referenced(Inode inode) {
    List<Folio> found = cache.range(inode, 0, Integer.MAX_VALUE);
    found.forEach(Folio::get);
    return found;
  }

  /**
   * One pass over everything, tail first, active lists included; a later pass of kswapd's finds the
   * pages inactive again. How much is to be scanned is decided at the beginning (get_scan_count).
   */
  private int onePass(ReclaimRequest request, boolean deactivateFirst) {
    int freed = 0;
    int[] sizes = machine.atomicGet(this::sizes);
    for (LruList list : LruList.values()) {
      int left = sizes[list.ordinal()];
      while (left > 0) {
        List<Folio> batch =
            isolate(list, Math.min(left, SWAP_CLUSTER_MAX), deactivateFirst || request.nodeDirty());
        left = batch.isEmpty() ? 0 : left - batch.size();
        freed += shrinkAll(batch, request);
      }
    }
    return freed;
  }

  private int[] sizes() {
    return Arrays.stream(LruList.values()).mapToInt(lru::size).toArray();
  }

  private List<Folio> isolate(LruList list, int most, boolean deactivate) {
    List<Folio> batch = lru.isolate(list, most);
    if (deactivate) {
      for (Folio folio : batch) {
        machine.atomic(() -> {
          folio.testAndClear(PageFlag.ACTIVE);
          folio.testAndClear(PageFlag.REFERENCED);
        });
      }
    }
    return batch;
  }

  /** kswapd's priority loop over the file lists; the balance of the lists and references count. */
  private int age(ReclaimRequest request) {
    int freed = 0;
    for (int priority = DEF_PRIORITY; priority > 0; priority--) {
      balance(priority, request.bufferHeadsOverLimit());
      int scan = machine.atomicGet(() -> lru.size(LruList.INACTIVE_FILE)) >> (priority - 1);
      List<Folio> batch =
          scan == 0
              ? new ArrayList<>()
              : lru.isolate(LruList.INACTIVE_FILE, Math.min(scan, SWAP_CLUSTER_MAX));
      freed += shrinkAll(batch, request);
    }
    return freed;
  }

  /**
   * Moves pages from the active to the inactive list while the inactive one is the shorter
   * (shrink_active_list).
   */
  private void balance(int priority, boolean bufferHeadsOverLimit) {
    boolean low =
        machine.atomicGet(() -> lru.size(LruList.INACTIVE_FILE) < lru.size(LruList.ACTIVE_FILE));
    if (low) {
      int scan =
          Math.max(1, machine.atomicGet(() -> lru.size(LruList.ACTIVE_FILE)) >> (priority - 1));
      activeScan.scan(Math.min(scan, SWAP_CLUSTER_MAX), bufferHeadsOverLimit);
    }
  }

  private int shrinkAll(List<Folio> batch, ReclaimRequest request) {
    int freed = 0;
    for (Folio folio : batch) {
      freed += shrinker.shrink(folio, request) ? 1 : 0;
    }
    return freed;
  }
}
