package org.folioscope.vm.reclaim;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.contract.MappingOperations;
import org.folioscope.vm.contract.Mounts;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.inode.Inodes;
import org.folioscope.vm.lru.Lru;
import org.folioscope.vm.pin.PinnedCleaning;
import org.folioscope.vm.rmap.Rmap;
import org.folioscope.vm.writeback.Writeback;
import org.jspecify.annotations.Nullable;

/**
 * What reclaim does with one isolated folio, in the order of shrink_folio_list. While the folio is
 * locked nobody maps it, takes it out of its file, or changes its private data.
 */
@Singleton
final class FolioShrinker {

  /** Held by reclaim itself, and by the page cache. */
  private static final int EXPECTED_REFERENCES = 2;

  private final Machine machine;
  private final Inodes inodes;
  private final Mounts mounts;
  private final PageCache cache;
  private final Lru lru;
  private final Rmap rmap;
  private final Writeback writeback;
  private final AnonShrinker anon;
  private final PinnedCleaning cleaning;
  private final FolioRelease releasing;
  private final FrozenUnlock unlocking;
  private final boolean leavesReferenced;
  private final @Nullable PinnedFolios pinned;

  @Inject
  FolioShrinker(
      Machine machine,
      Inodes inodes,
      Mounts mounts,
      PageCache cache,
      Lru lru,
      Rmap rmap,
      Writeback writeback,
      AnonShrinker anon,
      PinnedCleaning cleaning,
      FolioRelease releasing,
      FrozenUnlock unlocking,
      Policies policies) {
    this.machine = machine;
    this.inodes = inodes;
    this.mounts = mounts;
    this.cache = cache;
    this.lru = lru;
    this.rmap = rmap;
    this.writeback = writeback;
    this.anon = anon;
    this.cleaning = cleaning;
    this.releasing = releasing;
    this.unlocking = unlocking;
    this.leavesReferenced =
        policies.get(ReclaimPolicies.EVICT) == ReclaimPolicies.EvictReferenced.LEAVE;
    this.pinned = pinned(policies);
  }

  /** Null where reclaim does not even look. */
  static @Nullable PinnedFolios pinned(Policies policies) {
    PinnedFolios own =
        policies.get(ReclaimPolicies.PINS) == ReclaimPolicies.Pins.RESPECT
            ? Folio::maybeDmaPinned
            : null;
    return policies.strategy(ReclaimPolicies.PINS, PinnedFolios.class).orElse(own);
  }

  /**
   * Tries to free an isolated folio; puts it back on a list otherwise. Says whether it was freed.
   */
  boolean shrink(Folio folio, ReclaimRequest request) {
    try (Frame frame = machine.enter("shrink_folio_list", "folio", folio.frame())) {
      if (!folio.trylock()) {
        lru.putBack(folio);
        return false;
      }
      Inode inode = machine.nowGet(() -> inodes.of(folio.inode()));
      Fate fate =
          inode.number() == 0 ? anon.decide(frame, folio) : decide(frame, inode, folio, request);
      if (fate == Fate.FREED) {
        return true;
      }
      if (fate == Fate.ACTIVATE) {
        machine.now(() -> folio.testAndSet(PageFlag.ACTIVE));
      }
      if (fate != Fate.KEEP_UNLOCKED) {
        folio.unlock();
      }
      lru.putBack(folio);
      return false;
    }
  }

  /**
   * Drops a locked, clean folio without other users from the cache (mapping_evict_folio). Older
   * kernels find other users only after they had its private data released.
   */
  boolean evict(Inode inode, Folio folio) {
    boolean idle =
        machine.atomicGet(
            () -> !folio.is(PageFlag.DIRTY) && !folio.is(PageFlag.WRITEBACK) && isUnused(folio));
    return idle && releasing.release(inode, folio) && remove(inode, folio, true);
  }

  private boolean isUnused(Folio folio) {
    int expected = EXPECTED_REFERENCES + (folio.is(PageFlag.PRIVATE) ? 1 : 0);
    return leavesReferenced ? folio.refcount() <= expected : !folio.mapped();
  }

  private Fate decide(Frame frame, Inode inode, Folio folio, ReclaimRequest request) {
    if (machine.atomicGet(() -> folio.is(PageFlag.WRITEBACK))) {
      folio.testAndSet(PageFlag.RECLAIM);
      return Fate.ACTIVATE;
    }
    Fate used = request.aging() && !request.nodeDirty() ? used(inode, folio) : null;
    if (used != null) {
      return used;
    }
    if (request.nodeDirty()) {
      rmap.clearYoung(inode, folio);
    }
    if (cleaning.staysMapped(folio)) {
      frame.returned("pinned: stays mapped");
      return Fate.ACTIVATE;
    }
    rmap.unmapAll(inode, folio);
    if (machine.nowGet(folio::mapped)) {
      return Fate.ACTIVATE;
    }
    if (pinned != null && machine.atomicGet(() -> pinned.leftAlone(folio))) {
      frame.returned("may be pinned: kept");
      return Fate.ACTIVATE;
    }
    if (machine.atomicGet(() -> folio.is(PageFlag.DIRTY))) {
      return writeOut(inode, folio, request);
    }
    return takeAway(inode, folio);
  }

  /**
   * What becomes of a page that was used since the last look: through an entry for the first time
   * it is spared once, after that activated. One that was used by reading and writing alone may go
   * (folio_check_references). Null for the others.
   */
  private @Nullable Fate used(Inode inode, Folio folio) {
    int young = rmap.clearYoung(inode, folio);
    boolean before = folio.testAndClear(PageFlag.REFERENCED);
    if (young == 0) {
      return null;
    }
    folio.testAndSet(PageFlag.REFERENCED);
    return before || young > 1 ? Fate.ACTIVATE : Fate.KEEP;
  }

  /**
   * A dirty page: activated for the flusher, unless kswapd saw it before on a node full of dirty
   * pages. One that no flusher writes is reclaim's own affair.
   */
  private Fate writeOut(Inode inode, Folio folio, ReclaimRequest request) {
    boolean now =
        machine.nowGet(() -> folio.is(PageFlag.SWAPBACKED))
            || (request.nodeDirty() && machine.atomicGet(() -> folio.is(PageFlag.RECLAIM)));
    if (!now) {
      folio.testAndSet(PageFlag.RECLAIM);
      return Fate.ACTIVATE;
    }
    return pageOut(inode, folio);
  }

  /** pageout(): refuses a page that somebody else holds, else has the filesystem write it. */
  private Fate pageOut(Inode inode, Folio folio) {
    try (Frame frame = machine.enter("pageout", "folio", folio.frame())) {
      if (!machine.atomicGet(() -> unusedButByUs(folio))) {
        frame.returned("an extra reference: kept");
        return Fate.KEEP;
      }
      MappingOperations operations = mounts.of(inode).mappings();
      if (!writeback.clearDirtyForIo(inode, folio)) {
        return takeAway(inode, folio);
      }
      machine.now(() -> folio.testAndSet(PageFlag.RECLAIM));
      if (!operations.writepage(inode, folio)) {
        writeback.keepDirty(inode, folio);
        return Fate.ACTIVATE;
      }
      return Fate.KEEP_UNLOCKED;
    }
  }

  private static boolean unusedButByUs(Folio folio) {
    return folio.refcount() - (folio.is(PageFlag.PRIVATE) ? 1 : 0) == EXPECTED_REFERENCES;
  }

  private Fate takeAway(Inode inode, Folio folio) {
    if (!releasing.release(inode, folio)) {
      return Fate.ACTIVATE;
    }
    return remove(inode, folio, false) ? Fate.FREED : Fate.KEEP;
  }

  /**
   * Takes the folio out of the cache if nobody else holds it and it is still clean: first the count
   * is frozen, then PG_dirty is looked at (__remove_mapping).
   *
   * @param keepReference the caller goes on to unlock and put the folio; otherwise it is freed here
   */
  private boolean remove(Inode inode, Folio folio, boolean keepReference) {
    boolean[] over = {true};
    try (Frame frame = machine.enter("__remove_mapping", "folio", folio.frame())) {
      boolean removed =
          machine.atomicGet(() -> {
            if (!folio.freeze(EXPECTED_REFERENCES)) {
              frame.returned("an extra reference: kept");
              return false;
            }
            if (folio.is(PageFlag.DIRTY)) {
              folio.unfreeze(EXPECTED_REFERENCES);
              frame.returned("dirty again: kept");
              return false;
            }
            cache.remove(inode, folio);
            if (keepReference) {
              folio.unfreeze(1);
            } else {
              over[0] = unlocking.freesAtOnce(folio);
            }
            return true;
          });
      if (!over[0]) {
        unlocking.wakeAndFree(folio);
      }
      return removed;
    }
  }
}
