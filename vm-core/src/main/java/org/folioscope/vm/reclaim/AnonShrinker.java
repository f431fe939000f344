package org.folioscope.vm.reclaim;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.anon.AnonPolicies;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.swap.Swap;
import org.jspecify.annotations.Nullable;

/**
 * What reclaim does with an isolated, locked folio that no file stands behind: swaps it out, in the
 * order of shrink_folio_list. Without swap it stays where it is.
 */
@Singleton
final class AnonShrinker {

  /** Held by reclaim itself, and by the swap cache. */
  private static final int EXPECTED_REFERENCES = 2;

  private final Machine machine;
  private final Swap swap;
  private final SwapOut out;
  private final FrozenUnlock unlocking;
  private final boolean keepsPinned;
  private final @Nullable PinnedFolios pinned;

  @Inject
  AnonShrinker(Machine machine, Swap swap, SwapOut out, FrozenUnlock unlocking, Policies policies) {
    this.machine = machine;
    this.swap = swap;
    this.out = out;
    this.unlocking = unlocking;
    this.keepsPinned = policies.get(AnonPolicies.AT_SWAP) == AnonPolicies.AtSwap.KEEP;
    this.pinned = FolioShrinker.pinned(policies);
  }

  Fate decide(Frame frame, Folio folio) {
    if (!swap.exists() || !folio.isAnonymous()) {
      return Fate.KEEP;
    }
    if (machine.atomicGet(() -> folio.is(PageFlag.WRITEBACK))) {
      folio.testAndSet(PageFlag.RECLAIM);
      return Fate.ACTIVATE;
    }
    if (!machine.nowGet(() -> folio.is(PageFlag.SWAPCACHE))) {
      if (keepsPinned && machine.atomicGet(folio::maybeDmaPinned)) {
        frame.returned("may be pinned: kept");
        return Fate.KEEP;
      }
      if (!toSwapCache(frame, folio)) {
        return Fate.ACTIVATE;
      }
    }
    out.unmap(folio);
    if (machine.nowGet(folio::mapped)) {
      return Fate.ACTIVATE;
    }
    if (pinned != null && machine.atomicGet(() -> pinned.leftAlone(folio))) {
      frame.returned("may be pinned: kept");
      return Fate.ACTIVATE;
    }
    return machine.atomicGet(() -> folio.is(PageFlag.DIRTY)) ? pageOut(folio) : remove(folio);
  }

  /** A page that no process has any more is not worth a slot. */
  private boolean toSwapCache(Frame frame, Folio folio) {
    if (!machine.atomicGet(folio::mapped)) {
      return false;
    }
    if (!swap.add(folio)) {
      frame.returned("no swap is left");
      return false;
    }
    return true;
  }

  /** pageout(): refuses a page that somebody else holds. */
  private Fate pageOut(Folio folio) {
    try (Frame frame = machine.enter("pageout", "folio", folio.frame())) {
      if (!machine.atomicGet(() -> folio.refcount() == EXPECTED_REFERENCES)) {
        frame.returned("an extra reference: kept");
        return Fate.KEEP;
      }
      if (folio.testAndClear(PageFlag.DIRTY)) {
        machine.now(() -> folio.testAndSet(PageFlag.RECLAIM));
        out.writepage(folio);
        return Fate.KEEP_UNLOCKED;
      }
    }
    return remove(folio);
  }

  /** First the count is frozen, then PG_dirty is looked at (__remove_mapping). */
  private Fate remove(Folio folio) {
    boolean[] over = {true};
    try (Frame frame = machine.enter("__remove_mapping", "folio", folio.frame())) {
      Fate fate =
          machine.atomicGet(() -> {
            if (!folio.freeze(EXPECTED_REFERENCES)) {
              frame.returned("an extra reference: kept");
              return Fate.KEEP;
            }
            if (folio.is(PageFlag.DIRTY)) {
              folio.unfreeze(EXPECTED_REFERENCES);
              frame.returned("dirty again: kept");
              return Fate.KEEP;
            }
            swap.remove(folio);
            over[0] = unlocking.freesAtOnce(folio);
            return Fate.FREED;
          });
      if (!over[0]) {
        unlocking.wakeAndFree(folio);
      }
      return fate;
    }
  }
}
