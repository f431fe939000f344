package org.folioscope.vm.contract;

import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;

/** Operations on mapped files (vm_operations_struct). */
public interface VmOperations {

  /**
   * A read-only page of a shared mapping is about to become writable. mmap_lock is held for read,
   * the folio is referenced and not locked. Must reserve blocks, mark the folio dirty and return it
   * locked; or NOPAGE when it was truncated; or SIGBUS; or NO_SPACE. May block.
   */
  @Operation(
      linux = "page_mkwrite",
      locks = Held.MMAP_SHARED,
      results = {
        FaultResult.LOCKED,
        FaultResult.NOPAGE,
        FaultResult.SIGBUS,
        FaultResult.NO_SPACE,
        FaultResult.OOM
      })
  FaultResult pageMkwrite(Inode inode, Folio folio);
}
