package org.folioscope.xfs;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.contract.FaultResult;
import org.folioscope.vm.contract.VmOperations;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;

/** Faults on mapped files (xfs_file_vm_ops). */
@Singleton
final class XfsMemory implements VmOperations {

  private final Machine machine;
  private final XfsSpace space;
  private final XfsMapping mapping;

  @Inject
  XfsMemory(Machine machine, XfsSpace space, XfsMapping mapping) {
    this.machine = machine;
    this.space = space;
    this.mapping = mapping;
  }

  @Override
  public FaultResult pageMkwrite(Inode inode, Folio folio) {
    try (Frame _ = machine.enter("iomap_page_mkwrite", "folio", folio.frame())) {
      machine.atomic(inode::markDirty);
      inode.invalidateLock().downRead();
      FaultResult result = prepare(inode, folio);
      inode.invalidateLock().upRead();
      return result;
    }
  }

  private FaultResult prepare(Inode inode, Folio folio) {
    folio.lock();
    boolean present =
        machine.atomicGet(() -> PageCache.holds(folio, inode) && folio.index() * Folio.SIZE < inode.size());
    if (!present) {
      folio.unlock();
      return FaultResult.NOPAGE;
    }
    Errno errno = space.reserve(inode, machine.atomicGet(folio::index));
    if (errno.failed()) {
      folio.unlock();
      return FaultResult.SIGBUS;
    }
    mapping.attachBuffers(folio);
    mapping.dirtyFolio(inode, folio);
    return FaultResult.LOCKED;
  }
}
