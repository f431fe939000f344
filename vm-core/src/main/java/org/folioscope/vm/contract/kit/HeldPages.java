package org.folioscope.vm.contract.kit;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.contract.FaultResult;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.fault.Faults;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.Folios;
import org.folioscope.vm.mm.Mm;
import org.folioscope.vm.mm.Pte;
import org.folioscope.vm.vfs.UserPages;
import org.jspecify.annotations.Nullable;

/** Stands in for get_user_pages: faults each page in and takes one plain reference. */
final class HeldPages implements UserPages {

  private final Machine machine;
  private final Folios folios;
  private final Faults faults;

  @Inject
  HeldPages(Machine machine, Folios folios, Faults faults) {
    this.machine = machine;
    this.folios = folios;
    this.faults = faults;
  }

  @Override
  public Either<Errno, List<Folio>> take(Mm mm, long address, int pages, boolean write) {
    List<Folio> taken = new ArrayList<>();
    mm.mmapLock().downRead();
    FaultResult result = FaultResult.DONE;
    while (taken.size() < pages && !result.failed()) {
      long at = address + (long) taken.size() * Folio.SIZE;
      Folio[] folio = new Folio[1];
      machine.atomic(() -> folio[0] = reference(mm.pte(at / Folio.SIZE), write));
      if (folio[0] == null) {
        result = faults.handle(mm, at, write);
      } else {
        taken.add(folio[0]);
      }
    }
    mm.mmapLock().upRead();
    return taken.isEmpty() ? Either.left(Errno.EFAULT) : Either.right(taken);
  }

  @Override
  public void release(Folio folio) {
    folio.put();
  }

  private @Nullable Folio reference(@Nullable Pte pte, boolean write) {
    if (pte == null || (write && !pte.writable())) {
      return null;
    }
    Folio folio = folios.of(pte.folio());
    folio.get();
    return folio;
  }
}
