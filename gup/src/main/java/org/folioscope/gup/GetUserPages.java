package org.folioscope.gup;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.contract.FaultResult;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.fault.Faults;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.Folios;
import org.folioscope.vm.mm.Mm;
import org.folioscope.vm.mm.Pte;
import org.folioscope.vm.mm.Vma;
import org.folioscope.vm.vfs.UserPages;
import org.jspecify.annotations.Nullable;

/**
 * get_user_pages_fast and pin_user_pages_fast: first without locks, through the page tables as they
 * are; then with mmap_lock and faults. What holds the page afterwards is its count alone: nothing
 * keeps the page-table entry, or the page writable.
 */
@Singleton
public final class GetUserPages implements UserPages {

  private final Machine machine;
  private final Folios folios;
  private final Faults faults;
  private final boolean pins;
  private final Emitter<GupEvent> events;

  /** For direct I/O, holding pages as the policies say. */
  @Inject
  public GetUserPages(Machine machine, Folios folios, Faults faults, Policies policies) {
    this.machine = machine;
    this.folios = folios;
    this.faults = faults;
    this.pins = policies.get(GupPolicies.DIRECT_IO) == GupPolicies.Hold.FOLL_PIN;
    this.events = machine.own(new HoldCounts(machine.space()));
  }

  @Override
  public Either<Errno, List<Folio>> take(Mm mm, long address, int pages, boolean write) {
    try (Frame _ =
        machine.enter(pins ? "pin_user_pages_fast" : "get_user_pages_fast", "pages", pages)) {
      List<Folio> taken = new ArrayList<>();
      Errno error = Errno.OK;
      while (taken.size() < pages && !error.failed()) {
        long page = address / Folio.SIZE + taken.size();
        Folio folio = fast(mm, page, write);
        if (folio == null) {
          Either<Errno, Folio> slow = slow(mm, page, write);
          error = slow.isLeft() ? slow.getLeft() : Errno.OK;
          folio = slow.getOrNull();
        }
        if (folio != null) {
          taken.add(folio);
        }
      }
      return taken.isEmpty() ? Either.left(error) : Either.right(taken);
    }
  }

  @Override
  public void release(Folio folio) {
    try (Frame _ = machine.enter(pins ? "unpin_user_page" : "put_page", "folio", folio.frame())) {
      machine.atomic(() -> {
        events.emit(new GupEvent.PageReleased(folio.frame(), pins));
        folio.dropReferences(weight());
      });
    }
  }

  /**
   * Without locks: read the entry, grab the page, read the entry again; a change in between undoes
   * the grab (gup_fast).
   */
  private @Nullable Folio fast(Mm mm, long page, boolean write) {
    Pte seen = machine.atomicGet(() -> mm.pte(page));
    if (seen == null || (write && !seen.writable())) {
      return null;
    }
    Folio folio = folios.of(seen.folio());
    boolean grabbed =
        machine.atomicGet(() -> {
          if (folio.refcount() == 0) {
            return false;
          }
          hold(folio, write);
          return true;
        });
    if (!grabbed) {
      return null;
    }
    if (seen.equals(machine.atomicGet(() -> mm.pte(page)))) {
      return folio;
    }
    release(folio);
    return null;
  }

  /**
   * With mmap_lock and faults, until the entry is as wanted at the moment of the grab
   * (__get_user_pages).
   */
  private Either<Errno, Folio> slow(Mm mm, long page, boolean write) {
    try (Frame _ = machine.enter("__get_user_pages", "page", page)) {
      mm.mmapLock().downRead();
      Either<Errno, Folio> result = withLock(mm, page, write);
      mm.mmapLock().upRead();
      return result;
    }
  }

  private Either<Errno, Folio> withLock(Mm mm, long page, boolean write) {
    long address = page * Folio.SIZE;
    Vma area = machine.atomicGet(() -> mm.find(address));
    if (area == null || (write && !area.writable())) {
      return Either.left(Errno.EFAULT);
    }
    while (true) {
      Folio followed = machine.atomicGet(() -> follow(mm, page, write));
      if (followed != null) {
        return Either.right(followed);
      }
      FaultResult fault = faults.handle(mm, address, write);
      if (fault.failed()) {
        return Either.left(fault == FaultResult.OOM ? Errno.ENOMEM : Errno.EFAULT);
      }
    }
  }

  /** Under the page-table lock: grabs the page if the entry allows the access (follow_page_pte). */
  private @Nullable Folio follow(Mm mm, long page, boolean write) {
    Pte pte = mm.pte(page);
    if (pte == null || (write && !pte.writable())) {
      return null;
    }
    Folio folio = folios.of(pte.folio());
    hold(folio, write);
    return folio;
  }

  private void hold(Folio folio, boolean write) {
    folio.takeReferences(weight());
    events.emit(new GupEvent.PageHeld(folio.frame(), folio.inode(), folio.index(), pins, write));
  }

  private int weight() {
    return pins ? Folio.PIN_BIAS : 1;
  }
}
