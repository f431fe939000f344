package org.folioscope.vm.anon;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.contract.FaultResult;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.Folios;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.lru.Lru;
import org.folioscope.vm.mm.Mm;
import org.folioscope.vm.mm.Pte;
import org.folioscope.vm.swap.Swap;

/**
 * A store through a write-protected entry of an anonymous page (do_wp_page): it goes to the page
 * itself if the process has it alone, else to a copy that takes its place. Who else holds the page,
 * a device for example, keeps the old one.
 */
@Singleton
public final class CopyOnWrite {

  private final Machine machine;
  private final Folios folios;
  private final Lru lru;
  private final Swap swap;
  private final AnonReuse reuse;

  /** What is to be done; COPY and LOCK_FIRST come with a reference. */
  private enum Decision {
    CHANGED,
    REUSED,
    COPY,
    LOCK_FIRST
  }

  /** For the machine's address spaces. */
  @Inject
  public CopyOnWrite(Machine machine, Folios folios, Lru lru, Swap swap, AnonReuse reuse) {
    this.machine = machine;
    this.folios = folios;
    this.lru = lru;
    this.swap = swap;
    this.reuse = reuse;
  }

  /**
   * Makes the page the process's own. The access must be tried again. mmap_lock held for read.
   *
   * @param store whether the entry becomes writable; otherwise the page is only to be no other's
   *     (FAULT_FLAG_UNSHARE)
   */
  public FaultResult fault(Mm mm, long page, Pte seen, boolean store) {
    try (Frame frame = machine.enter("do_wp_page", "folio", seen.folio())) {
      Folio folio = folios.of(seen.folio());
      Decision decision = machine.atomicGet(() -> decide(mm, page, folio, store));
      if (decision == Decision.LOCK_FIRST) {
        folio.lock();
        decision = machine.atomicGet(() -> decideLocked(mm, page, folio, store));
        folio.unlock();
        if (decision != Decision.COPY) {
          folio.put();
        }
      }
      if (decision == Decision.COPY) {
        copy(mm, page, folio, store);
      } else if (decision == Decision.REUSED) {
        frame.returned("nobody else has it: no copy");
      }
      return decision == Decision.CHANGED ? FaultResult.NOPAGE : FaultResult.DONE;
    }
  }

  private Decision decide(Mm mm, long page, Folio folio, boolean store) {
    boolean busy = reuse.needsLock() && folio.is(PageFlag.LOCKED);
    if (busy && isStill(mm, page, folio)) {
      folio.get();
      return Decision.LOCK_FIRST;
    }
    Decision decision = reuseOrCopy(mm, page, folio, store, false);
    if (decision == Decision.COPY) {
      folio.get();
    }
    return decision;
  }

  private Decision decideLocked(Mm mm, long page, Folio folio, boolean store) {
    return reuseOrCopy(mm, page, folio, store, true);
  }

  private Decision reuseOrCopy(Mm mm, long page, Folio folio, boolean store, boolean locked) {
    if (!isStill(mm, page, folio)) {
      return Decision.CHANGED;
    }
    if (!reuse.allows(folio, locked)) {
      return Decision.COPY;
    }
    if (store) {
      mm.change(page, new Pte(folio.frame(), true, true, true));
    }
    return Decision.REUSED;
  }

  private static boolean isStill(Mm mm, long page, Folio folio) {
    Pte pte = mm.pte(page);
    return pte != null && pte.folio() == folio.frame() && !pte.writable();
  }

  /** wp_page_copy; the reference is used up. */
  private void copy(Mm mm, long page, Folio old, boolean store) {
    Folio copy = folios.allocate();
    machine.atomic(() -> {
      copy.write(0, old.load(0, Folio.SIZE));
      copy.testAndSet(PageFlag.UPTODATE);
      copy.testAndSet(PageFlag.SWAPBACKED);
    });
    machine.atomic(() -> {
      if (isStill(mm, page, old)) {
        mm.clear(page, old);
        mm.install(page, copy, store, store);
        lru.add(copy);
        swap.mappingGone(old);
      }
      copy.put();
    });
    old.put();
  }
}
