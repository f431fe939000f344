package org.folioscope.vm.truncate;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.Folios;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.mm.Mm;
import org.folioscope.vm.mm.Mms;
import org.folioscope.vm.mm.Pte;
import org.folioscope.vm.rmap.Rmap;
import org.folioscope.vm.swap.Swap;

/** Emptying the page-table entries that show a range of a file, whatever they point to. */
@Singleton
final class Unmapping {

  /** Entries of one page table, which are emptied under one lock. */
  private static final int TABLE = 512;

  private final Machine machine;
  private final Mms mms;
  private final Folios folios;
  private final Rmap rmap;
  private final Swap swap;

  @Inject
  Unmapping(Machine machine, Mms mms, Folios folios, Rmap rmap, Swap swap) {
    this.machine = machine;
    this.mms = mms;
    this.folios = folios;
    this.rmap = rmap;
    this.swap = swap;
  }

  /**
   * Empties the entries, a step for each page table; a dirty entry makes its page dirty
   * (unmap_mapping_pages).
   *
   * @param evenCopies whether private copies of the pages go too
   */
  void unmap(Inode inode, long first, long last, boolean evenCopies) {
    try (Frame _ = machine.enter("unmap_mapping_pages", "inode", inode.number())) {
      for (Mms.Place place : machine.nowGet(() -> mms.areasOf(inode.number(), first, last))) {
        long end = Math.min(place.area().end(), place.area().address(last + 1)) / Folio.SIZE;
        long page = place.page();
        while (page < end) {
          long from = page;
          long to = Math.min(end, (page / TABLE + 1) * TABLE);
          machine.atomic(() -> zap(place, from, to, evenCopies));
          page = to;
        }
      }
    }
  }

  /** The area may have gone since it was found; then so have its entries. */
  private void zap(Mms.Place place, long from, long to, boolean evenCopies) {
    Mm mm = place.mm();
    if (!place.area().equals(mm.find(from * Folio.SIZE))) {
      return;
    }
    for (long page = from; page < to; page++) {
      Pte pte = mm.pte(page);
      if (pte == null) {
        if (evenCopies) {
          swap.zap(mm, page);
        }
        continue;
      }
      Folio folio = folios.of(pte.folio());
      boolean copy = folio.inode() == 0 && folio.is(PageFlag.SWAPBACKED);
      if (!copy) {
        rmap.clearEntry(mm, page, folio);
      } else if (evenCopies) {
        mm.clear(page, folio);
        swap.mappingGone(folio);
      }
    }
  }
}
