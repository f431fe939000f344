package org.folioscope.vm.anon;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.lru.Lru;
import org.folioscope.vm.mm.SwapEntry;
import org.folioscope.vm.swap.Swap;

/**
 * Whether a process has an anonymous page for itself, so that a store may go to the page and need
 * not go to a copy. Kernels have asked that in three ways.
 */
@Singleton
public final class AnonReuse {

  /** References of the entry, the swap cache, and a batch of the LRU. */
  private static final int MOST_WORTH_A_LOOK = 3;

  private final Swap swap;
  private final Lru lru;
  private final AnonPolicies.Reuse policy;

  /** As the policy says. */
  @Inject
  public AnonReuse(Swap swap, Lru lru, Policies policies) {
    this.swap = swap;
    this.lru = lru;
    this.policy = policies.get(AnonPolicies.REUSE);
  }

  /** Whether who decides sleeps for the page lock first, if somebody has it. */
  boolean needsLock() {
    return policy == AnonPolicies.Reuse.MAPCOUNT;
  }

  /** Whether pages are marked as a process's own (PG_anon_exclusive). */
  public boolean marksExclusive() {
    return policy == AnonPolicies.Reuse.EXCLUSIVE;
  }

  /**
   * Whether the page, which an entry of the process shows, is its own; it is then no more in the
   * swap cache, if it can leave that. Only inside a step, under the page-table lock.
   *
   * @param locked whether the caller has the page lock
   */
  boolean allows(Folio folio, boolean locked) {
    return switch (policy) {
      case MAPCOUNT -> onlyProcess(folio);
      case REFERENCES ->
          folio.refcount() == 1 && !folio.is(PageFlag.LOCKED) && folio.mapcount() == 1;
      case EXCLUSIVE -> exclusive(folio, locked);
    };
  }

  /** reuse_swap_page. */
  private boolean onlyProcess(Folio folio) {
    if (folio.mapcount() + swap.usersOf(folio) > 1) {
      return false;
    }
    swap.freeUnlessWritten(folio);
    return true;
  }

  /** PageAnonExclusive, or wp_can_reuse_anon_folio. */
  private boolean exclusive(Folio folio, boolean locked) {
    if (!folio.is(PageFlag.ANON_SHARED)) {
      return true;
    }
    if (folio.refcount() > MOST_WORTH_A_LOOK) {
      return false;
    }
    if (!folio.is(PageFlag.LRU)) {
      lru.drainThisCpu();
    }
    int inSwapCache = folio.is(PageFlag.SWAPCACHE) ? 1 : 0;
    if (folio.refcount() > 1 + inSwapCache || (!locked && folio.is(PageFlag.LOCKED))) {
      return false;
    }
    swap.free(folio);
    if (folio.refcount() != 1) {
      return false;
    }
    folio.testAndClear(PageFlag.ANON_SHARED);
    return true;
  }

  /**
   * Whether a locked page of the swap cache, which the caller refers to, is the process's own when
   * it is mapped again in place of an entry that was just emptied. Only inside a step.
   */
  boolean ofSwappedIn(Folio folio, SwapEntry entry, boolean write) {
    if (!marksExclusive()) {
      boolean own = write && folio.mapcount() + swap.usersOf(folio) == 0;
      if (own) {
        swap.freeUnlessWritten(folio);
      }
      return own;
    }
    boolean own = entry.exclusive() || (write && folio.refcount() == 2 && swap.free(folio));
    if (own) {
      folio.testAndClear(PageFlag.ANON_SHARED);
    } else {
      folio.testAndSet(PageFlag.ANON_SHARED);
    }
    return own;
  }
}
