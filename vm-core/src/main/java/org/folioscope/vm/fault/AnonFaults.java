package org.folioscope.vm.fault;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.anon.CopyOnWrite;
import org.folioscope.vm.anon.SwapIn;
import org.folioscope.vm.contract.FaultResult;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.Folios;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.lru.Lru;
import org.folioscope.vm.mm.Mm;
import org.folioscope.vm.mm.Pte;
import org.folioscope.vm.mm.SwapEntry;
import org.folioscope.vm.mm.Vma;
import org.folioscope.vm.swap.Swap;
import org.jspecify.annotations.Nullable;

/** Faults on memory that no file stands behind, or no more. */
@Singleton
final class AnonFaults {

  private final Machine machine;
  private final Folios folios;
  private final Lru lru;
  private final Swap swap;
  private final SwapIn swapIn;
  private final CopyOnWrite copyOnWrite;

  @Inject
  AnonFaults(
      Machine machine, Folios folios, Lru lru, Swap swap, SwapIn swapIn, CopyOnWrite copyOnWrite) {
    this.machine = machine;
    this.folios = folios;
    this.lru = lru;
    this.swap = swap;
    this.swapIn = swapIn;
    this.copyOnWrite = copyOnWrite;
  }

  /**
   * Whether the entry, as it was just read, holds an anonymous page that is swapped out or may be
   * other processes' too; then {@link #handle} is for it, whatever the area.
   */
  boolean concerns(Mm mm, long page, @Nullable Pte seen) {
    if (seen == null) {
      return swapEntry(mm, page) != null;
    }
    return !seen.writable() && folios.of(seen.folio()).isAnonymous();
  }

  /**
   * Makes a page accessible whose entry was just read.
   *
   * @param seen the entry, or null
   */
  FaultResult handle(Mm mm, long page, Vma area, @Nullable Pte seen, Access access) {
    if (seen == null) {
      SwapEntry entry = swapEntry(mm, page);
      return entry == null
          ? newPage(mm, page, area)
          : swapIn.fault(mm, page, entry, access == Access.WRITE);
    }
    return access == Access.READ || seen.writable()
        ? FaultResult.DONE
        : copyOnWrite.fault(mm, page, seen, access == Access.WRITE);
  }

  private @Nullable SwapEntry swapEntry(Mm mm, long page) {
    return swap.exists() ? machine.nowGet(() -> mm.swapEntry(page)) : null;
  }

  /** do_anonymous_page. */
  private FaultResult newPage(Mm mm, long page, Vma area) {
    Folio folio = folios.allocate();
    machine.atomic(() -> {
      folio.testAndSet(PageFlag.UPTODATE);
      folio.testAndSet(PageFlag.SWAPBACKED);
      if (mm.isEmpty(page)) {
        mm.install(page, folio, area.writable(), false);
        lru.add(folio);
      }
      folio.put();
    });
    return FaultResult.DONE;
  }
}
