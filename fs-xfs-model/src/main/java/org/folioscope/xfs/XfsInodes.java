package org.folioscope.xfs;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.contract.InodeOperations;
import org.folioscope.vm.directory.FlatDirectory;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.inode.Inode;

/** Operations on inodes (xfs_inode_operations, xfs_super_operations). */
@Singleton
final class XfsInodes implements InodeOperations {

  private final Machine machine;
  private final FlatDirectory directory;
  private final XfsState state;

  @Inject
  XfsInodes(Machine machine, FlatDirectory directory, XfsState state) {
    this.machine = machine;
    this.directory = directory;
    this.state = state;
  }

  @Override
  public Errno setSize(Inode inode, long size) {
    return directory.setSize(inode, size);
  }

  /** Frees the extents of a file without a name, as inactivation does (xfs_inactive). */
  @Override
  public void evict(Inode inode) {
    try (Frame _ = machine.enter("xfs_inactive", "inode", inode.number())) {
      machine.atomic(() -> state.emit(new XfsEvent.ForkEmptied(inode.number())));
    }
  }
}
