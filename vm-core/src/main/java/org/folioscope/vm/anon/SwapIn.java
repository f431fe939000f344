package org.folioscope.vm.anon;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.contract.FaultResult;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.Folios;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.io.PageIo;
import org.folioscope.vm.lru.Lru;
import org.folioscope.vm.mm.Mm;
import org.folioscope.vm.mm.SwapEntry;
import org.folioscope.vm.swap.Swap;
import org.jspecify.annotations.Nullable;

/** A fault on an entry whose page was swapped out (do_swap_page). */
@Singleton
public final class SwapIn {

  private final Machine machine;
  private final Folios folios;
  private final Swap swap;
  private final Lru lru;
  private final PageIo io;
  private final AnonReuse reuse;

  /** From the machine's swap partition. */
  @Inject
  public SwapIn(Machine machine, Folios folios, Swap swap, Lru lru, PageIo io, AnonReuse reuse) {
    this.machine = machine;
    this.folios = folios;
    this.swap = swap;
    this.lru = lru;
    this.io = io;
    this.reuse = reuse;
  }

  /**
   * Maps the page again, read if need be. The access must be tried again: what was not mapped
   * writable is the next fault's affair. KILLED if a fatal signal ended the wait for the page.
   * mmap_lock held for read.
   */
  public FaultResult fault(Mm mm, long page, SwapEntry entry, boolean write) {
    try (Frame _ = machine.enter("do_swap_page", "slot", entry.slot())) {
      Folio folio = lookup(entry.slot());
      if (folio == null) {
        folio = read(entry.slot());
      }
      return folio == null ? FaultResult.NOPAGE : map(mm, page, entry, folio, write);
    }
  }

  /** The folio in the swap cache, with a reference (swap_cache_get_folio). */
  private @Nullable Folio lookup(int slot) {
    return machine.atomicGet(() -> {
      Folio folio = swap.cached(slot);
      if (folio != null) {
        folio.get();
      }
      return folio;
    });
  }

  /**
   * Starts to read into a new folio of the swap cache; null if somebody was faster
   * (read_swap_cache_async).
   */
  private @Nullable Folio read(int slot) {
    Folio folio = folios.allocate();
    boolean added =
        machine.atomicGet(() -> {
          if (swap.users(slot) == 0 || swap.cached(slot) != null) {
            folio.put();
            return false;
          }
          folio.trylock();
          folio.testAndSet(PageFlag.SWAPBACKED);
          swap.addAt(slot, folio);
          lru.add(folio);
          return true;
        });
    if (!added) {
      return null;
    }
    io.read(folio, swap.sector(slot));
    return folio;
  }

  private FaultResult map(Mm mm, long page, SwapEntry entry, Folio folio, boolean write) {
    if (!folio.lockKillable()) {
      folio.put();
      return FaultResult.KILLED;
    }
    FaultResult result = FaultResult.NOPAGE;
    if (machine.nowGet(() -> swap.holds(folio, entry.slot()))) {
      result =
          machine.atomicGet(() -> folio.is(PageFlag.UPTODATE))
              ? machine.atomicGet(() -> install(mm, page, entry, folio, write))
              : FaultResult.SIGBUS;
    }
    folio.unlock();
    folio.put();
    return result;
  }

  /** Under the page-table lock, if the entry is still the same. */
  private FaultResult install(Mm mm, long page, SwapEntry entry, Folio folio, boolean write) {
    if (!entry.equals(mm.swapEntry(page))) {
      return FaultResult.NOPAGE;
    }
    mm.clearSwapEntry(page);
    swap.drop(entry.slot());
    boolean own = reuse.ofSwappedIn(folio, entry, write);
    mm.install(page, folio, write && own, write && own);
    return FaultResult.DONE;
  }
}
