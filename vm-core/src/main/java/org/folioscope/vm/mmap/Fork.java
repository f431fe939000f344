package org.folioscope.vm.mmap;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.anon.AnonPolicies;
import org.folioscope.vm.anon.AnonReuse;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.Folios;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.lru.Lru;
import org.folioscope.vm.mm.Mm;
import org.folioscope.vm.mm.Pte;
import org.folioscope.vm.mm.SwapEntry;
import org.folioscope.vm.mm.Vma;
import org.folioscope.vm.signal.Signals;
import org.folioscope.vm.swap.Swap;
import org.jspecify.annotations.Nullable;

/**
 * Copies an address space for a child (dup_mmap, copy_page_range). Private pages are shared,
 * read-only in both, until one of the two stores to them; a page that may be pinned the child gets
 * a copy of at once, where the policy says so, and the parent keeps it as it is. Entries of shared
 * mappings are left to the child's faults.
 */
@Singleton
public final class Fork {

  private final Machine machine;
  private final Folios folios;
  private final Lru lru;
  private final Swap swap;
  private final AnonReuse reuse;
  private final Signals signals;
  private final boolean copiesPinned;
  private final boolean counts;

  /** What the child gets of one entry. */
  private enum Copying {
    NOTHING,
    SHARED,
    COPIED,
    SWAP_ENTRY
  }

  /** As the policies say. */
  @Inject
  public Fork(
      Machine machine,
      Folios folios,
      Lru lru,
      Swap swap,
      AnonReuse reuse,
      Signals signals,
      Policies policies) {
    this.machine = machine;
    this.folios = folios;
    this.lru = lru;
    this.swap = swap;
    this.reuse = reuse;
    this.signals = signals;
    this.copiesPinned = policies.get(AnonPolicies.AT_FORK) == AnonPolicies.AtFork.COPY;
    this.counts = policies.get(AnonPolicies.SEQCOUNT) == AnonPolicies.Seqcount.PRESENT;
  }

  /** Copies everything to an empty address space; EINTR for who is killed before. */
  public Errno copy(Mm parent, Mm child) {
    try (Frame _ = machine.enter("dup_mmap")) {
      if (!parent.mmapLock().downWriteKillable(signals.killed())) {
        return Errno.EINTR;
      }
      for (Vma area : machine.nowGet(parent::areas)) {
        machine.atomic(() -> child.map(area));
        if (!area.shared() && machine.nowGet(() -> hasOwnPages(parent, area))) {
          copyEntries(parent, child, area);
        }
      }
      parent.mmapLock().upWrite();
      return Errno.OK;
    }
  }

  /** Whether there is more in an area than the child's faults find in the file (anon_vma). */
  private boolean hasOwnPages(Mm mm, Vma area) {
    return Mm.pages(area).stream().anyMatch(page -> isOwn(mm, page));
  }

  private boolean isOwn(Mm mm, long page) {
    Pte pte = mm.pte(page);
    return pte == null ? mm.swapEntry(page) != null : folios.of(pte.folio()).isAnonymous();
  }

  private void copyEntries(Mm parent, Mm child, Vma area) {
    try (Frame _ = machine.enter("copy_page_range", "address", area.start())) {
      if (counts) {
        machine.atomic(parent::advanceWriteProtectSeq);
      }
      List<Long> pages =
          machine.nowGet(
              () -> Mm.pages(area).stream().filter(page -> !parent.isEmpty(page)).toList());
      for (long page : pages) {
        boolean done = false;
        while (!done) {
          done = copyEntry(parent, child, area, page);
        }
      }
      if (counts) {
        machine.atomic(parent::advanceWriteProtectSeq);
      }
    }
  }

  /**
   * One entry. Whether the page may be pinned is asked before the entry is write-protected: pinning
   * without locks may come between. False if reclaim changed the entry meanwhile.
   */
  private boolean copyEntry(Mm parent, Mm child, Vma area, long page) {
    @Nullable Pte[] seen = new Pte[1];
    Copying copying =
        machine.atomicGet(() -> {
          seen[0] = parent.pte(page);
          return decide(parent, page);
        });
    return switch (copying) {
      case NOTHING -> true;
      case SWAP_ENTRY -> machine.atomicGet(() -> shareSwapEntry(parent, child, page));
      case SHARED -> machine.atomicGet(() -> share(parent, child, page, seen[0]));
      case COPIED -> copyPage(parent, child, area, page);
    };
  }

  private Copying decide(Mm parent, long page) {
    Pte pte = parent.pte(page);
    if (pte == null) {
      return parent.swapEntry(page) == null ? Copying.NOTHING : Copying.SWAP_ENTRY;
    }
    Folio folio = folios.of(pte.folio());
    boolean copy =
        copiesPinned
            && folio.isAnonymous()
            && !(reuse.marksExclusive() && folio.is(PageFlag.ANON_SHARED))
            && folio.maybeDmaPinned();
    return copy ? Copying.COPIED : Copying.SHARED;
  }

  /** copy_present_pte. */
  private boolean share(Mm parent, Mm child, long page, @Nullable Pte seen) {
    Pte pte = parent.pte(page);
    if (pte == null || seen == null || pte.folio() != seen.folio()) {
      return false;
    }
    Folio folio = folios.of(pte.folio());
    if (pte.writable()) {
      parent.change(page, new Pte(pte.folio(), false, pte.dirty(), pte.young()));
    }
    child.install(page, folio, false, pte.dirty());
    if (folio.isAnonymous()) {
      folio.testAndSet(PageFlag.ANON_SHARED);
    }
    return true;
  }

  /** copy_nonpresent_pte. */
  private boolean shareSwapEntry(Mm parent, Mm child, long page) {
    SwapEntry entry = parent.swapEntry(page);
    if (entry == null) {
      return false;
    }
    swap.take(entry.slot());
    SwapEntry shared = new SwapEntry(entry.slot(), false);
    child.setSwapEntry(page, shared);
    if (entry.exclusive()) {
      parent.setSwapEntry(page, shared);
    }
    return true;
  }

  /** copy_present_page: the parent's entry stays as it is. */
  private boolean copyPage(Mm parent, Mm child, Vma area, long page) {
    Folio copy = folios.allocate();
    return machine.atomicGet(() -> {
      Pte pte = parent.pte(page);
      if (pte != null) {
        Folio source = folios.of(pte.folio());
        copy.write(0, source.load(0, Folio.SIZE));
        copy.testAndSet(PageFlag.UPTODATE);
        copy.testAndSet(PageFlag.SWAPBACKED);
        child.install(page, copy, area.writable(), true);
        lru.add(copy);
      }
      copy.put();
      return pte != null;
    });
  }
}
