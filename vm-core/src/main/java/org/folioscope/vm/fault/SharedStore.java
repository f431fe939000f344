package org.folioscope.vm.fault;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.contract.FaultResult;
import org.folioscope.vm.dirty.Dirtying;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.writeback.StablePages;

/**
 * What every filesystem does when a page of a shared mapping is about to become writable
 * (block_page_mkwrite, iomap_page_mkwrite): all but the reservation, which is its own.
 */
@Singleton
public final class SharedStore {

  private final Machine machine;
  private final Dirtying dirtying;
  private final StablePages stable;

  /** For the machine's pages. */
  @Inject
  public SharedStore(Machine machine, Dirtying dirtying, StablePages stable) {
    this.machine = machine;
    this.dirtying = dirtying;
    this.stable = stable;
  }

  /**
   * Takes invalidate_lock for read and the page lock, looks whether the page still belongs to the
   * file, has the filesystem reserve its blocks, marks it dirty, and waits for the end of writeback
   * if pages have to be stable.
   *
   * @param reserve called with the folio locked; ENOSPC means NO_SPACE, another error SIGBUS
   * @return LOCKED with the folio locked; otherwise it is unlocked
   */
  public FaultResult prepare(Inode inode, Folio folio, Supplier<Errno> reserve) {
    machine.atomic(inode::markDirty);
    inode.invalidateLock().downRead();
    folio.lock();
    FaultResult result = whileLocked(inode, folio, reserve);
    if (result != FaultResult.LOCKED) {
      folio.unlock();
    }
    inode.invalidateLock().upRead();
    return result;
  }

  private FaultResult whileLocked(Inode inode, Folio folio, Supplier<Errno> reserve) {
    boolean present =
        machine.atomicGet(
            () -> PageCache.holds(folio, inode) && folio.index() * Folio.SIZE < inode.size());
    if (!present) {
      return FaultResult.NOPAGE;
    }
    Errno reserved = reserve.get();
    if (reserved.failed()) {
      return reserved == Errno.ENOSPC ? FaultResult.NO_SPACE : FaultResult.SIGBUS;
    }
    dirtying.markDirty(folio);
    stable.wait(folio);
    return FaultResult.LOCKED;
  }
}
