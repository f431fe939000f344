package org.folioscope.vm.mmap;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.Folios;
import org.folioscope.vm.mm.Mm;
import org.folioscope.vm.mm.Pte;
import org.folioscope.vm.mm.SwapEntry;
import org.folioscope.vm.mm.Vma;

/** Moves an area to another address; its pages stay the same (move_vma). */
@Singleton
public final class Mremap {

  private final Machine machine;
  private final Folios folios;

  /** For the machine's address spaces. */
  @Inject
  public Mremap(Machine machine, Folios folios) {
    this.machine = machine;
    this.folios = folios;
  }

  /**
   * Moves an area to a free address, its entries one by one with their bits. mmap_lock held for
   * write.
   *
   * @param length of the area at its new address, at least as long as it was
   */
  public void move(Mm mm, Vma from, long address, long length) {
    try (Frame _ = machine.enter("move_vma", "address", from.start())) {
      Vma to =
          new Vma(
              address,
              address + length,
              from.readable(),
              from.writable(),
              from.shared(),
              from.inode(),
              from.offset());
      machine.atomic(() -> mm.map(to));
      long shift = (address - from.start()) / Folio.SIZE;
      for (long page : machine.nowGet(() -> occupied(mm, from))) {
        machine.atomic(() -> move(mm, page, page + shift));
      }
      machine.atomic(() -> {
        mm.moved(from, to);
        mm.unmap(from);
      });
    }
  }

  private static List<Long> occupied(Mm mm, Vma area) {
    return Mm.pages(area).stream().filter(page -> !mm.isEmpty(page)).toList();
  }

  /** Under both page-table locks (move_ptes). */
  private void move(Mm mm, long from, long to) {
    SwapEntry swapped = mm.swapEntry(from);
    if (swapped != null) {
      mm.clearSwapEntry(from);
      mm.setSwapEntry(to, swapped);
    }
    Pte pte = mm.pte(from);
    if (pte != null) {
      Folio folio = folios.of(pte.folio());
      mm.install(to, folio, pte.writable(), pte.dirty());
      mm.clear(from, folio);
    }
  }
}
