package org.folioscope.vm.dax;

import org.folioscope.vm.inode.Inode;

/** Where a filesystem has the blocks of its DAX files, which are of a page each (iomap_begin). */
public interface DaxBlocks {

  /** The block of a page that was written; negative for a hole. */
  long written(Inode inode, long index);

  /**
   * The block of a page that was not written yet, chosen if need be, and to be zeroed at once; 0
   * when there is no space.
   */
  long allocateZeroed(Inode inode, long index);

  /** The filesystem's function that is told of the first store to a page. */
  String mkwriteFunction();
}
