package org.folioscope.xfs;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.contract.FaultResult;
import org.folioscope.vm.contract.VmOperations;
import org.folioscope.vm.fault.SharedStore;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;

/** Faults on mapped files (xfs_file_vm_ops). */
@Singleton
final class XfsMemory implements VmOperations {

  private final Machine machine;
  private final SharedStore stores;
  private final XfsPages contents;

  @Inject
  XfsMemory(Machine machine, SharedStore stores, XfsPages contents) {
    this.machine = machine;
    this.stores = stores;
    this.contents = contents;
  }

  @Override
  public FaultResult pageMkwrite(Inode inode, Folio folio) {
    try (Frame _ = machine.enter("iomap_page_mkwrite", "folio", folio.frame())) {
      return stores.prepare(inode, folio, () -> contents.prepareStore(inode, folio));
    }
  }
}
