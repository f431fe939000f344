package org.folioscope.gup;

import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.contract.FaultResult;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.fault.Faults;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.mm.Mm;
import org.folioscope.vm.mm.Pte;
import org.folioscope.vm.mm.Vma;
import org.jspecify.annotations.Nullable;

/**
 * Makes all pages of a request writable before the first is held, so that their files have reserved
 * the blocks for them (page_mkwrite). Nothing keeps them so: who cleans one afterwards makes the
 * next store ask again.
 */
final class UpFrontAllocation {

  private final Machine machine;
  private final Faults faults;

  UpFrontAllocation(Machine machine, Faults faults) {
    this.machine = machine;
    this.faults = faults;
  }

  /** ENOSPC if no block is left for one; what else is wrong is found when the pages are taken. */
  Errno allocate(GupRequest request) {
    try (Frame _ = machine.enter("fault_in_writeable", "pages", request.pages())) {
      request.mm().mmapLock().downRead();
      long first = request.address() / Folio.SIZE;
      FaultResult result = FaultResult.DONE;
      for (long page = first; page < first + request.pages() && !result.failed(); page++) {
        result = makeWritable(request.mm(), page);
      }
      request.mm().mmapLock().upRead();
      return result == FaultResult.NO_SPACE ? Errno.ENOSPC : Errno.OK;
    }
  }

  private FaultResult makeWritable(Mm mm, long page) {
    long address = page * Folio.SIZE;
    Vma area = machine.atomicGet(() -> mm.find(address));
    if (area == null || !area.writable()) {
      return FaultResult.SIGSEGV;
    }
    FaultResult result = FaultResult.DONE;
    while (!result.failed() && !machine.atomicGet(() -> isWritable(mm.pte(page)))) {
      result = faults.handle(mm, address, true);
    }
    return result;
  }

  private static boolean isWritable(@Nullable Pte pte) {
    return pte != null && pte.writable();
  }
}
