package org.folioscope.ext4;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.contract.InodeOperations;
import org.folioscope.vm.directory.FlatDirectory;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.inode.Inode;

/** Operations on inodes (ext4_file_inode_operations, ext4_sops). */
@Singleton
final class Ext4Inodes implements InodeOperations {

  private final Machine machine;
  private final FlatDirectory directory;
  private final Ext4State state;

  @Inject
  Ext4Inodes(Machine machine, FlatDirectory directory, Ext4State state) {
    this.machine = machine;
    this.directory = directory;
    this.state = state;
  }

  @Override
  public Errno setSize(Inode inode, long size) {
    return directory.setSize(inode, size);
  }

  /** Frees the blocks of a file without a name (ext4_evict_inode), in one transaction. */
  @Override
  public void evict(Inode inode) {
    try (Frame _ = machine.enter("ext4_evict_inode", "inode", inode.number())) {
      machine.atomic(() -> state
          .blocksOf(inode.number())
          .forEach(block -> state.emit(new Ext4Event.BlockFreed(inode.number(), block))));
    }
  }
}
