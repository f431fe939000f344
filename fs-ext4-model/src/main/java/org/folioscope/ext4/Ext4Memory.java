package org.folioscope.ext4;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.contract.FaultResult;
import org.folioscope.vm.contract.VmOperations;
import org.folioscope.vm.fault.SharedStore;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;

/** Faults on mapped files (ext4_file_vm_ops). */
@Singleton
final class Ext4Memory implements VmOperations {

  private final Machine machine;
  private final SharedStore stores;
  private final Ext4Allocation allocation;

  @Inject
  Ext4Memory(Machine machine, SharedStore stores, Ext4Allocation allocation) {
    this.machine = machine;
    this.stores = stores;
    this.allocation = allocation;
  }

  /** What of a page is in the file: blocks behind its end are not reserved. */
  private int bytesInside(Inode inode, Folio folio) {
    return allocation.perPage() == 1
        ? Folio.SIZE
        : machine.atomicGet(
            () -> Math.clamp(inode.size() - folio.index() * Folio.SIZE, 1, Folio.SIZE));
  }

  @Override
  public FaultResult pageMkwrite(Inode inode, Folio folio) {
    try (Frame _ = machine.enter("ext4_page_mkwrite", "folio", folio.frame())) {
      return stores.prepare(
          inode,
          folio,
          () -> {
            allocation.attachBuffers(folio);
            return allocation.prepare(inode, folio, 0, bytesInside(inode, folio));
          });
    }
  }
}
