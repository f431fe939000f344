package org.folioscope.ext4;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.dax.DaxAccess;
import org.folioscope.vm.dax.DaxBlocks;
import org.folioscope.vm.dax.DaxPages;
import org.folioscope.vm.directory.FlatDirectory;
import org.folioscope.vm.inode.Inode;

/** The blocks of files on a mount with {@code dax} (ext4_dax_aops, ext4_dax_vm_ops). */
@Singleton
final class Ext4Dax implements DaxBlocks {

  private final Ext4Allocation allocation;
  private final DaxAccess access;

  @Inject
  Ext4Dax(Machine machine, FlatDirectory directory, DaxPages pages, Ext4Allocation allocation) {
    this.allocation = allocation;
    this.access = new DaxAccess(machine, directory, pages, this);
  }

  /** How such files are read, written and mapped. */
  DaxAccess access() {
    return access;
  }

  @Override
  public long written(Inode inode, long index) {
    Block block = allocation.block(inode, index);
    return block == null || block.state() != Block.State.WRITTEN ? -1 : block.physical();
  }

  @Override
  public long allocateZeroed(Inode inode, long index) {
    return allocation.allocateZeroed(inode, index);
  }

  @Override
  public String mkwriteFunction() {
    return "ext4_dax_fault";
  }
}
