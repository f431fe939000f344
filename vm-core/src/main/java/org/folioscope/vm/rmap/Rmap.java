package org.folioscope.vm.rmap;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.dirty.Dirtying;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.mm.Mm;
import org.folioscope.vm.mm.Mms;
import org.folioscope.vm.mm.Pte;

/**
 * Walks the page-table entries that map a file page; each entry is looked at under its page-table
 * lock, in a step of its own.
 */
@Singleton
public final class Rmap {

  private final Machine machine;
  private final Mms mms;
  private final Dirtying dirtying;

  /** For the machine's address spaces. */
  @Inject
  public Rmap(Machine machine, Mms mms, Dirtying dirtying) {
    this.machine = machine;
    this.mms = mms;
    this.dirtying = dirtying;
  }

  /**
   * Makes every entry of a locked folio read-only and clean; says whether any was dirty or writable
   * (folio_mkclean).
   */
  public boolean mkclean(Inode inode, Folio folio) {
    boolean cleaned = false;
    for (Mms.Place place : placesOf(inode, folio)) {
      if (place.area().shared()) {
        try (Frame _ = machine.enter("folio_mkclean", "folio", folio.frame())) {
          cleaned |= machine.atomicGet(() -> cleanEntry(place, folio));
        }
      }
    }
    return cleaned;
  }

  /**
   * Empties every entry of a locked folio; a dirty entry makes the folio dirty (try_to_unmap,
   * unmap_mapping_folio).
   */
  public void unmapAll(Inode inode, Folio folio) {
    for (Mms.Place place : placesOf(inode, folio)) {
      try (Frame _ = machine.enter("try_to_unmap", "folio", folio.frame())) {
        machine.atomic(() -> clearEntry(place.mm(), place.page(), folio));
      }
    }
  }

  /** Empties one entry if it points to the folio. Only inside a step. */
  public void clearEntry(Mm mm, long page, Folio folio) {
    Pte pte = mm.pte(page);
    if (pte != null && pte.folio() == folio.frame()) {
      if (pte.dirty()) {
        dirtying.markDirty(folio);
      }
      mm.clear(page, folio);
    }
  }

  /** How many entries were used since the last look; forgets it (folio_referenced). */
  public int clearYoung(Inode inode, Folio folio) {
    int young = 0;
    for (Mms.Place place : placesOf(inode, folio)) {
      young += machine.atomicGet(() -> forgetYoung(place.mm(), place.page(), folio)) ? 1 : 0;
    }
    return young;
  }

  /** Where an anonymous folio shows; by the time an entry is looked at it may have changed. */
  public List<Mms.MappedPage> placesOf(Folio folio) {
    return machine.nowGet(() -> mms.placesOf(folio));
  }

  /**
   * The tree of areas is read under i_mmap_rwsem, which nothing here takes for write: the list
   * belongs to the turn before it.
   */
  private List<Mms.Place> placesOf(Inode inode, Folio folio) {
    return machine.nowGet(() -> mms.placesOf(inode.number(), folio.index()));
  }

  private static boolean cleanEntry(Mms.Place place, Folio folio) {
    Pte pte = place.mm().pte(place.page());
    if (pte == null || pte.folio() != folio.frame() || !(pte.dirty() || pte.writable())) {
      return false;
    }
    place.mm().writeProtect(place.page(), pte);
    return true;
  }

  private static boolean forgetYoung(Mm mm, long page, Folio folio) {
    Pte pte = mm.pte(page);
    if (pte == null || pte.folio() != folio.frame() || !pte.young()) {
      return false;
    }
    mm.change(page, new Pte(pte.folio(), pte.writable(), pte.dirty(), false));
    return true;
  }
}
