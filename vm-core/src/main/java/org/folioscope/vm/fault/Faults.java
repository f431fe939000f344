package org.folioscope.vm.fault;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.balance.DirtyThrottle;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.contract.FaultResult;
import org.folioscope.vm.contract.Mounts;
import org.folioscope.vm.dirty.Dirtying;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.Folios;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.inode.Inodes;
import org.folioscope.vm.lru.Lru;
import org.folioscope.vm.mm.Mm;
import org.folioscope.vm.mm.Pte;
import org.folioscope.vm.mm.Vma;
import org.jspecify.annotations.Nullable;

/** Page faults. The caller holds mmap_lock for read, under which the areas do not change. */
@Singleton
public final class Faults {

  private final Machine machine;
  private final Folios folios;
  private final FilePages filePages;
  private final Dirtying dirtying;
  private final Inodes inodes;
  private final Mounts mounts;
  private final Lru lru;
  private final AnonFaults anon;
  private final DirtyThrottle throttle;

  /** A store to a shared mapping that needs a fault; what the kernel has in struct vm_fault. */
  private record Store(Mm mm, long address, Inode inode, boolean mayDrop) {

    long page() {
      return address / Folio.SIZE;
    }
  }

  /** For the machine's memory. */
  @Inject
  Faults(
      Machine machine,
      Folios folios,
      FilePages filePages,
      Dirtying dirtying,
      Inodes inodes,
      Mounts mounts,
      Lru lru,
      AnonFaults anon,
      DirtyThrottle throttle) {
    this.machine = machine;
    this.folios = folios;
    this.filePages = filePages;
    this.dirtying = dirtying;
    this.inodes = inodes;
    this.mounts = mounts;
    this.lru = lru;
    this.anon = anon;
    this.throttle = throttle;
  }

  /**
   * Makes the page at an address accessible in the wanted way (handle_mm_fault). The access must be
   * tried again afterwards.
   */
  public FaultResult handle(Mm mm, long address, boolean write) {
    return handle(mm, address, write ? Access.WRITE : Access.READ);
  }

  /** The same for any access. */
  public FaultResult handle(Mm mm, long address, Access access) {
    return handle(mm, address, access, false);
  }

  /**
   * The same.
   *
   * @param mayDrop whether mmap_lock may be dropped, as the result says then
   *     (FAULT_FLAG_ALLOW_RETRY without FAULT_FLAG_TRIED)
   */
  public FaultResult handle(Mm mm, long address, Access access, boolean mayDrop) {
    boolean write = access == Access.WRITE;
    try (Frame _ = machine.enter("handle_mm_fault", "address", address)) {
      Vma area = machine.nowGet(() -> mm.find(address));
      if (area == null || (write && !area.writable()) || !(area.readable() || area.writable())) {
        return FaultResult.SIGSEGV;
      }
      long page = address / Folio.SIZE;
      Pte pte = machine.atomicGet(() -> mm.pte(page));
      if (!area.hasFile()) {
        return anon.handle(mm, page, area, pte, access);
      }
      if (!area.shared()) {
        if (anon.concerns(mm, page, pte)) {
          return anon.handle(mm, page, area, pte, access);
        }
        return privateFile(mm, address, area, write);
      }
      Inode inode = inodes.of(area.inode());
      Store store = new Store(mm, address, inode, mayDrop);
      if (pte != null) {
        return write && !pte.writable() ? makeWritable(store, pte) : FaultResult.DONE;
      }
      return write ? sharedWrite(store, area) : read(mm, address, area, inode);
    }
  }

  /**
   * A private mapping gets a copy at the first store; before it the file's page is shown read-only.
   */
  private FaultResult privateFile(Mm mm, long address, Vma area, boolean write) {
    Inode inode = inodes.of(area.inode());
    if (!write) {
      return read(mm, address, area, inode);
    }
    Either<FaultResult, Folio> found = fault(inode, area.index(address));
    if (found.isLeft()) {
      return found.getLeft();
    }
    Folio source = found.get();
    Folio copy = folios.allocate();
    long page = address / Folio.SIZE;
    machine.atomic(() -> {
      copy.write(0, source.load(0, Folio.SIZE));
      copy.testAndSet(PageFlag.UPTODATE);
      copy.testAndSet(PageFlag.SWAPBACKED);
    });
    machine.atomic(() -> {
      Pte old = mm.pte(page);
      if (old != null && old.folio() == source.frame()) {
        mm.clear(page, source);
      }
      if (mm.isEmpty(page)) {
        mm.install(page, copy, true, true);
        lru.add(copy);
      }
      copy.put();
    });
    source.unlock();
    source.put();
    return FaultResult.DONE;
  }

  private FaultResult read(Mm mm, long address, Vma area, Inode inode) {
    Either<FaultResult, Folio> found = fault(inode, area.index(address));
    if (found.isLeft()) {
      return found.getLeft();
    }
    Folio folio = found.get();
    boolean writable = area.writable() && area.shared() && !mounts.needsDirtyTracking(area);
    finish(mm, address / Folio.SIZE, folio, writable, false);
    folio.unlock();
    return FaultResult.DONE;
  }

  private Either<FaultResult, Folio> fault(Inode inode, long index) {
    return mounts.of(inode).memory().fault(inode, index, filePages::fault);
  }

  /** The first store to a page of a shared mapping (do_shared_fault). */
  private FaultResult sharedWrite(Store store, Vma area) {
    Either<FaultResult, Folio> found = fault(store.inode(), area.index(store.address()));
    if (found.isLeft()) {
      return found.getLeft();
    }
    Folio folio = found.get();
    if (mounts.needsDirtyTracking(area)) {
      folio.unlock();
      FaultResult made = pageMkwrite(store.inode(), folio);
      if (made != FaultResult.LOCKED) {
        folio.put();
        return made;
      }
    }
    finish(store.mm(), store.page(), folio, true, true);
    return dirtyShared(store, folio);
  }

  /** A store through a read-only entry of a shared mapping (do_wp_page, wp_page_shared). */
  private FaultResult makeWritable(Store store, Pte seen) {
    Mm mm = store.mm();
    long page = store.page();
    Folio folio = reference(mm, page, seen);
    if (folio == null) {
      return FaultResult.NOPAGE;
    }
    FaultResult made = pageMkwrite(store.inode(), folio);
    if (made == FaultResult.LOCKED) {
      made = FaultResult.DONE;
      boolean same =
          machine.atomicGet(() -> {
            Pte pte = mm.pte(page);
            if (pte == null || pte.folio() != folio.frame()) {
              return false;
            }
            mm.change(page, new Pte(folio.frame(), true, true, true));
            return true;
          });
      if (same) {
        made = dirtyShared(store, folio);
      } else {
        folio.unlock();
      }
    }
    folio.put();
    return made;
  }

  private @Nullable Folio reference(Mm mm, long page, Pte seen) {
    return machine.atomicGet(() -> {
      Pte pte = mm.pte(page);
      if (pte == null || pte.folio() != seen.folio()) {
        return null;
      }
      Folio folio = folios.of(pte.folio());
      folio.get();
      return folio;
    });
  }

  /**
   * Asks the filesystem, which returns the folio locked, and looks whether it is still the file's
   * (do_page_mkwrite).
   */
  private FaultResult pageMkwrite(Inode inode, Folio folio) {
    try (Frame _ = machine.enter("do_page_mkwrite", "folio", folio.frame())) {
      FaultResult made = mounts.of(inode).memory().pageMkwrite(inode, folio);
      if (made == FaultResult.LOCKED && !machine.nowGet(() -> PageCache.holds(folio, inode))) {
        folio.unlock();
        return FaultResult.NOPAGE;
      }
      return made;
    }
  }

  /**
   * Points the entry to the locked folio unless somebody was faster; the caller's reference is used
   * up (finish_fault).
   */
  private void finish(Mm mm, long page, Folio folio, boolean writable, boolean dirty) {
    machine.atomic(() -> {
      if (mm.isEmpty(page)) {
        mm.install(page, folio, writable, dirty);
      }
      folio.put();
    });
  }

  /**
   * Marks the locked folio dirty, normally already so, unlocks it, and sleeps if too many are
   * (fault_dirty_shared_page).
   */
  private FaultResult dirtyShared(Store store, Folio folio) {
    try (Frame _ = machine.enter("fault_dirty_shared_page", "folio", folio.frame())) {
      dirtying.markDirty(folio);
      folio.unlock();
      return throttle.afterFault(store.mm(), store.inode(), store.mayDrop());
    }
  }
}
