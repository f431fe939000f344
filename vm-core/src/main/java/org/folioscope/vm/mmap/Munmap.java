package org.folioscope.vm.mmap;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.Folios;
import org.folioscope.vm.mm.Mm;
import org.folioscope.vm.mm.Pte;
import org.folioscope.vm.mm.Vma;
import org.folioscope.vm.rmap.Rmap;
import org.folioscope.vm.swap.Swap;

/**
 * Takes areas out of address spaces. Who holds a page of one, a device for example, keeps it: a
 * page of a file stays in the file, an anonymous one lives until the last reference goes.
 */
@Singleton
public final class Munmap {

  private final Machine machine;
  private final Folios folios;
  private final Rmap rmap;
  private final Swap swap;

  /** For the machine's address spaces. */
  @Inject
  public Munmap(Machine machine, Folios folios, Rmap rmap, Swap swap) {
    this.machine = machine;
    this.folios = folios;
    this.rmap = rmap;
    this.swap = swap;
  }

  /**
   * Empties the entries of an area, a step each, and takes it out (unmap_region). mmap_lock held
   * for write, or the process has nobody left.
   */
  public void unmap(Mm mm, Vma area) {
    for (long page = area.start() / Folio.SIZE; page < area.end() / Folio.SIZE; page++) {
      long cleared = page;
      machine.atomic(() -> zap(mm, cleared));
    }
    machine.atomic(() -> mm.unmap(area));
  }

  private void zap(Mm mm, long page) {
    Pte pte = mm.pte(page);
    if (pte == null) {
      swap.zap(mm, page);
      return;
    }
    Folio folio = folios.of(pte.folio());
    rmap.clearEntry(mm, page, folio);
    swap.mappingGone(folio);
  }
}
