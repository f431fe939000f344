package org.folioscope.ext4;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.buffers.BufferHeads;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.contract.FaultResult;
import org.folioscope.vm.contract.VmOperations;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;

/** Faults on mapped files (ext4_file_vm_ops). */
@Singleton
final class Ext4Memory implements VmOperations {

  private final Machine machine;
  private final BufferHeads buffers;
  private final Ext4Allocation allocation;

  @Inject
  Ext4Memory(Machine machine, BufferHeads buffers, Ext4Allocation allocation) {
    this.machine = machine;
    this.buffers = buffers;
    this.allocation = allocation;
  }

  @Override
  public FaultResult pageMkwrite(Inode inode, Folio folio) {
    try (Frame _ = machine.enter("ext4_page_mkwrite", "folio", folio.frame())) {
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
        machine.atomicGet(
            () -> PageCache.holds(folio, inode) && folio.index() * Folio.SIZE < inode.size());
    if (!present) {
      folio.unlock();
      return FaultResult.NOPAGE;
    }
    allocation.attachBuffers(folio);
    Errno errno = allocation.prepare(inode, folio);
    if (errno.failed()) {
      folio.unlock();
      return FaultResult.SIGBUS;
    }
    buffers.blockDirtyFolio(inode, folio);
    return FaultResult.LOCKED;
  }
}
