package org.folioscope.vm.contract;

import io.vavr.control.Either;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;

/** Operations on mapped files (vm_operations_struct). */
public interface VmOperations {

  /** How pages of a file on a device come into the page cache when a program touches them. */
  @FunctionalInterface
  interface FilemapFault {

    /** The page: locked, uptodate, referenced; or why there is none (filemap_fault). */
    Either<FaultResult, Folio> fault(Inode inode, long index);
  }

  /**
   * A program touches a page of the file that no page-table entry shows. Returns it locked,
   * uptodate and referenced; or SIGBUS beyond the end of the file, or KILLED. mmap_lock is held for
   * read. May block.
   *
   * @param filemapFault what to do where there is nothing special about it
   */
  @Operation(
      linux = "fault",
      locks = Held.MMAP_SHARED,
      results = {FaultResult.SIGBUS, FaultResult.OOM, FaultResult.KILLED})
  default Either<FaultResult, Folio> fault(Inode inode, long index, FilemapFault filemapFault) {
    return filemapFault.fault(inode, index);
  }

  /**
   * Whether the first store to a page of a shared mapping is to be noticed: there is a page_mkwrite
   * to call, or dirty pages are written back. If not, pages are mapped writable at once.
   */
  @Operation(linux = "vma_needs_dirty_tracking", blocks = false)
  default boolean tracksStores() {
    return true;
  }

  /**
   * Whether the pages that programs map are the device's own (DAX): they cannot be held for as long
   * as somebody likes.
   */
  @Operation(linux = "vma_is_fsdax", blocks = false)
  default boolean mapsTheDevice() {
    return false;
  }

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
