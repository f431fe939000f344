package org.folioscope.xfs;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.dax.DaxAccess;
import org.folioscope.vm.dax.DaxBlocks;
import org.folioscope.vm.dax.DaxPages;
import org.folioscope.vm.directory.FlatDirectory;
import org.folioscope.vm.inode.Inode;

/** The blocks of files on a mount with {@code dax} (xfs_dax_aops, __xfs_filemap_fault). */
@Singleton
final class XfsDax implements DaxBlocks {

  private final XfsSpace space;
  private final DaxAccess access;

  @Inject
  XfsDax(Machine machine, FlatDirectory directory, DaxPages pages, XfsSpace space) {
    this.space = space;
    this.access = new DaxAccess(machine, directory, pages, this);
  }

  /** How such files are read, written and mapped. */
  DaxAccess access() {
    return access;
  }

  @Override
  public long written(Inode inode, long index) {
    XfsExtent extent = space.at(inode, index);
    return extent == null || extent.state() != XfsExtent.State.WRITTEN ? -1 : extent.placeOf(index);
  }

  @Override
  public long allocateZeroed(Inode inode, long index) {
    return space.allocateZeroed(inode, index);
  }

  @Override
  public String mkwriteFunction() {
    return "xfs_filemap_pfn_mkwrite";
  }
}
