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
import org.folioscope.simulation.report.Reports;
import org.folioscope.vm.anon.AnonPolicies;
import org.folioscope.vm.anon.AnonReuse;
import org.folioscope.vm.contract.FaultResult;
import org.folioscope.vm.contract.Mounts;
import org.folioscope.vm.dirty.Dirtying;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.fault.Access;
import org.folioscope.vm.fault.Faults;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.Folios;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.mm.Mm;
import org.folioscope.vm.mm.Pte;
import org.folioscope.vm.mm.Vma;
import org.folioscope.vm.pin.DeferredRelease;
import org.folioscope.vm.pin.PinHolders;
import org.folioscope.vm.writeback.Writeback;
import org.jspecify.annotations.Nullable;

/**
 * get_user_pages and pin_user_pages in their fast form: first without locks, through the page
 * tables as they are; then with mmap_lock and faults. What holds a page afterwards is its count
 * alone: nothing keeps the page-table entry, or the page writable.
 */
@Singleton
public final class GetUserPages {

  private final Machine machine;
  private final Folios folios;
  private final Faults faults;
  private final Dirtying dirtying;
  private final AnonReuse reuse;
  private final Reports reports;
  private final boolean seesFork;
  private final Writeback writeback;
  private final FileGrants grants;
  private final PinHolders holders;
  private final DeferredRelease deferred;
  private final boolean waitsForWriteback;
  private final @Nullable UpFrontAllocation upFront;
  private final Emitter<GupEvent> events;

  /** For all users of the machine's memory. */
  @Inject
  public GetUserPages(
      Machine machine,
      Folios folios,
      Faults faults,
      Dirtying dirtying,
      Mounts mounts,
      AnonReuse reuse,
      Reports reports,
      Writeback writeback,
      PinHolders holders,
      DeferredRelease deferred,
      Policies policies) {
    this.machine = machine;
    this.folios = folios;
    this.faults = faults;
    this.dirtying = dirtying;
    this.reuse = reuse;
    this.reports = reports;
    this.seesFork = policies.get(AnonPolicies.SEQCOUNT) == AnonPolicies.Seqcount.PRESENT;
    this.writeback = writeback;
    this.grants = new FileGrants(mounts, policies);
    this.holders = holders;
    this.deferred = deferred;
    this.waitsForWriteback =
        policies.get(GupPolicies.UNDER_WRITEBACK) == GupPolicies.UnderWriteback.WAIT;
    this.upFront =
        policies.get(GupPolicies.ALLOCATION) == GupPolicies.Allocation.UP_FRONT
            ? new UpFrontAllocation(machine, faults)
            : null;
    this.events = machine.own(new HoldCounts(machine.space()));
  }

  /**
   * Holds pages. What was had before an error counts: fewer pages than asked for may be returned.
   *
   * @return the pages in order; EFAULT or ENOMEM when not even the first could be had, ENOSPC when
   *     blocks are reserved up front and there are not enough
   */
  public Either<Errno, List<Folio>> take(GupRequest request) {
    String function = request.pin() ? "pin_user_pages_fast" : "get_user_pages_fast";
    try (Frame _ = machine.enter(function, "pages", request.pages())) {
      List<Folio> taken = new ArrayList<>();
      Errno error = upFront != null && request.write() ? upFront.allocate(request) : Errno.OK;
      while (taken.size() < request.pages() && !error.failed()) {
        long page = request.address() / Folio.SIZE + taken.size();
        Folio folio = fast(request, page);
        if (folio == null) {
          Either<Errno, Folio> slow = slow(request, page);
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

  /** Lets a page go (put_page, unpin_user_page). In interrupt context as well. */
  public void release(Folio folio, GupPolicies.Hold hold) {
    boolean pinned = hold == GupPolicies.Hold.FOLL_PIN;
    String function = pinned ? "unpin_user_page" : "put_page";
    try (Frame _ = machine.enter(function, "folio", folio.frame())) {
      machine.atomic(() -> {
        events.emit(new GupEvent.PageReleased(folio.frame(), pinned));
        deferred.beforePut(folio);
        if (pinned) {
          holders.unpinned(folio);
        }
        folio.dropReferences(weight(pinned));
      });
    }
  }

  /**
   * Lets a page go whose contents were changed: one that is still dirty needs no more, a clean one
   * is locked and marked dirty first (unpin_user_pages_dirty_lock).
   */
  public void releaseDirty(Folio folio, GupPolicies.Hold hold) {
    try (Frame _ = machine.enter("unpin_user_pages_dirty_lock", "folio", folio.frame())) {
      if (!machine.atomicGet(() -> folio.is(PageFlag.DIRTY))) {
        dirtying.markDirtyLocked(folio);
      }
      release(folio, hold);
    }
  }

  /**
   * Without locks: read the entry, grab the page, read the entry again; a change in between undoes
   * the grab (gup_fast).
   */
  private @Nullable Folio fast(GupRequest request, long page) {
    Mm mm = request.mm();
    long[] sequence = new long[1];
    @Nullable Pte seen =
        machine.atomicGet(() -> {
          sequence[0] = forkSequence(request);
          return mm.pte(page);
        });
    boolean forking = sequence[0] % 2 != 0;
    if (seen == null || forking || (request.write() && !seen.writable())) {
      return null;
    }
    Folio folio = folios.of(seen.folio());
    boolean grabbed =
        machine.atomicGet(() -> {
          if (folio.unused() || grants.refuses(request, folio) || mustWait(request, folio)) {
            return false;
          }
          hold(folio, request);
          return true;
        });
    if (!grabbed) {
      return null;
    }
    boolean same =
        machine.atomicGet(() -> {
          boolean still =
              seen.equals(mm.pte(page))
                  && sequence[0] == forkSequence(request)
                  && !mustUnshare(request, folio);
          if (still) {
            requireOwn(folio, request);
          }
          return still;
        });
    if (same) {
      return folio;
    }
    release(folio, request.hold());
    return null;
  }

  /**
   * Tells, read again, whether entries were copied for a child meanwhile; only who pins asks. It is
   * read in the same steps as the entry: a fork between the two leads to the slow path as well.
   */
  private long forkSequence(GupRequest request) {
    return seesFork && request.pin() ? request.mm().writeProtectSeq() : 0;
  }

  /**
   * Whether the page may be another process's too, whose stores or copies would part it from this
   * one's (gup_must_unshare).
   */
  private boolean mustUnshare(GupRequest request, Folio folio) {
    return reuse.marksExclusive()
        && request.pin()
        && !request.write()
        && folio.isAnonymous()
        && folio.is(PageFlag.ANON_SHARED);
  }

  /**
   * With mmap_lock and faults, until the entry is as wanted at the moment of the grab
   * (__get_user_pages).
   */
  private Either<Errno, Folio> slow(GupRequest request, long page) {
    try (Frame _ = machine.enter("__get_user_pages", "page", page)) {
      request.mm().mmapLock().downRead();
      Either<Errno, Folio> result = withLock(request, page);
      request.mm().mmapLock().upRead();
      return result;
    }
  }

  private Either<Errno, Folio> withLock(GupRequest request, long page) {
    Mm mm = request.mm();
    long address = page * Folio.SIZE;
    Errno refusal = refusal(request, address);
    boolean mayDrop = !request.longTerm();
    while (!refusal.failed()) {
      boolean[] unshare = new boolean[1];
      Folio followed = machine.atomicGet(() -> follow(request, page, unshare));
      if (followed != null) {
        return Either.right(followed);
      }
      if (waitedForWriteback(request, page)) {
        continue;
      }
      Access access = request.write() ? Access.WRITE : unshare[0] ? Access.UNSHARE : Access.READ;
      FaultResult fault = faults.handle(mm, address, access, mayDrop);
      if (fault.failed()) {
        return Either.left(errnoOf(fault));
      }
      if (fault.droppedLock()) {
        mm.mmapLock().downRead();
        mayDrop = false;
        refusal = refusal(request, address);
      }
    }
    return Either.left(refusal);
  }

  /** Why the area that is at the address now is not for the request (check_vma_flags), or OK. */
  private Errno refusal(GupRequest request, long address) {
    Vma area = machine.nowGet(() -> request.mm().find(address));
    if (area == null || (request.write() && !area.writable()) || grants.refuses(request, area)) {
      return Errno.EFAULT;
    }
    return grants.refusesDax(request, area) ? Errno.EOPNOTSUPP : Errno.OK;
  }

  private static Errno errnoOf(FaultResult fault) {
    return switch (fault) {
      case OOM -> Errno.ENOMEM;
      case KILLED -> Errno.EINTR;
      case DONE, LOCKED, NOPAGE, SIGBUS, NO_SPACE, SIGSEGV, RETRY, COMPLETED -> Errno.EFAULT;
    };
  }

  /**
   * Under the page-table lock: grabs the page if the entry allows the access (follow_page_pte).
   *
   * @param unshare is told if that is for lack of a page of the process's own
   */
  private @Nullable Folio follow(GupRequest request, long page, boolean[] unshare) {
    Pte pte = request.mm().pte(page);
    if (pte == null || (request.write() && !pte.writable())) {
      return null;
    }
    Folio folio = folios.of(pte.folio());
    if (mustUnshare(request, folio)) {
      unshare[0] = true;
      return null;
    }
    if (mustWait(request, folio)) {
      return null;
    }
    requireOwn(folio, request);
    hold(folio, request);
    touch(folio, pte, request);
    return folio;
  }

  /**
   * A page that is taken for writing through an entry that is clean, and is clean itself, is marked
   * dirty under the page-table lock, without the page lock (FOLL_TOUCH).
   */
  private void touch(Folio folio, Pte pte, GupRequest request) {
    if (request.write() && !pte.dirty() && folio.inode() != 0 && !folio.is(PageFlag.DIRTY)) {
      dirtying.markDirty(folio);
    }
  }

  private boolean mustWait(GupRequest request, Folio folio) {
    return waitsForWriteback && request.write() && folio.is(PageFlag.WRITEBACK);
  }

  /** As the fault does that a page under writeback is treated to: says whether there was one. */
  private boolean waitedForWriteback(GupRequest request, long page) {
    Folio busy = waitsForWriteback ? machine.atomicGet(() -> busy(request, page)) : null;
    if (busy == null) {
      return false;
    }
    writeback.wait(busy);
    busy.put();
    return true;
  }

  private @Nullable Folio busy(GupRequest request, long page) {
    Pte pte = request.mm().pte(page);
    if (pte == null || !pte.writable() || !mustWait(request, folios.of(pte.folio()))) {
      return null;
    }
    Folio folio = folios.of(pte.folio());
    folio.get();
    return folio;
  }

  /** Only when all looks are over: the fast path grabs a page before it asks whose it is. */
  private void requireOwn(Folio folio, GupRequest request) {
    if (request.pin() && folio.debugged() && isShared(folio)) {
      throw reports.bug(
          "bug-pin-of-shared-page",
          "sanity_check_pinned_pages",
          "page dumped because: VM_BUG_ON_PAGE(!PageAnonExclusive(page)), pfn " + folio.frame());
    }
  }

  private void hold(Folio folio, GupRequest request) {
    folio.takeReferences(weight(request.pin()));
    if (request.pin()) {
      holders.pinned(folio, request.longTerm());
    }
    events.emit(
        new GupEvent.PageHeld(
            folio.frame(), folio.inode(), folio.index(), request.pin(), request.write()));
  }

  /** Writable entries show no such page. */
  private boolean isShared(Folio folio) {
    return reuse.marksExclusive() && folio.isAnonymous() && folio.is(PageFlag.ANON_SHARED);
  }

  private static int weight(boolean pinned) {
    return pinned ? Folio.PIN_BIAS : 1;
  }
}
