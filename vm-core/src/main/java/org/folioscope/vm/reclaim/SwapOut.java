package org.folioscope.vm.reclaim;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.folioscope.block.BioOp;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.anon.AnonReuse;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.io.PageIo;
import org.folioscope.vm.mm.Mm;
import org.folioscope.vm.mm.Mms;
import org.folioscope.vm.mm.Pte;
import org.folioscope.vm.mm.SwapEntry;
import org.folioscope.vm.rmap.Rmap;
import org.folioscope.vm.swap.Swap;
import org.folioscope.vm.writeback.Writeback;

/** Getting a locked folio of the swap cache out of page tables, and to its slot. */
@Singleton
final class SwapOut {

  private final Machine machine;
  private final Swap swap;
  private final Rmap rmap;
  private final PageIo io;
  private final Writeback writeback;
  private final AnonReuse reuse;

  @Inject
  SwapOut(Machine machine, Swap swap, Rmap rmap, PageIo io, Writeback writeback, AnonReuse reuse) {
    this.machine = machine;
    this.swap = swap;
    this.rmap = rmap;
    this.io = io;
    this.writeback = writeback;
    this.reuse = reuse;
  }

  /**
   * Puts swap entries in the place of all that map the folio, up to the first that must stay
   * (try_to_unmap).
   */
  void unmap(Folio folio) {
    try (Frame frame = machine.enter("try_to_unmap", "folio", folio.frame())) {
      for (Mms.MappedPage place : rmap.placesOf(folio)) {
        if (!machine.atomicGet(() -> unmap(place.mm(), place.page(), folio))) {
          frame.returned("may be pinned: still mapped");
          return;
        }
      }
    }
  }

  /** Under the page-table lock. A page marked exclusive stays mapped while it may be pinned. */
  private boolean unmap(Mm mm, long page, Folio folio) {
    Pte pte = mm.pte(page);
    if (pte == null || pte.folio() != folio.frame()) {
      return true;
    }
    boolean exclusive = reuse.marksExclusive() && !folio.is(PageFlag.ANON_SHARED);
    if (exclusive && folio.maybeDmaPinned()) {
      return false;
    }
    int slot = swap.slotOf(folio);
    swap.take(slot);
    if (pte.dirty()) {
      folio.testAndSet(PageFlag.DIRTY);
    }
    mm.clear(page, folio);
    mm.setSwapEntry(page, new SwapEntry(slot, exclusive));
    if (exclusive) {
      folio.testAndSet(PageFlag.ANON_SHARED);
    }
    return true;
  }

  /**
   * Starts to write a clean folio to its slot and unlocks it; what nobody has any more is not
   * written (swap_writepage).
   */
  void writepage(Folio folio) {
    try (Frame frame = machine.enter("swap_writepage", "folio", folio.frame())) {
      if (machine.atomicGet(() -> swap.free(folio))) {
        frame.returned("nobody needs it");
        folio.unlock();
        return;
      }
      writeback.startSwap(folio);
      long sector = swap.sector(machine.nowGet(() -> swap.slotOf(folio)));
      io.submit(
          BioOp.WRITE,
          List.of(folio),
          sector,
          (bio, status) -> writeback.endSwap(folio, Errno.of(status)));
      folio.unlock();
    }
  }
}
