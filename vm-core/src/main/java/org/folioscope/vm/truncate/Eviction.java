package org.folioscope.vm.truncate;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.bdi.DirtyInodes;
import org.folioscope.vm.bdi.SyncOver;
import org.folioscope.vm.contract.Mounts;
import org.folioscope.vm.contract.WritebackControl;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;

/** The end of an inode in memory: of a file that has neither name nor user, or of any. */
@Singleton
public final class Eviction {

  private final Machine machine;
  private final Mounts mounts;
  private final InodePages pages;
  private final DirtyInodes dirtyInodes;

  /** For the machine's files. */
  @Inject
  Eviction(Machine machine, Mounts mounts, InodePages pages, DirtyInodes dirtyInodes) {
    this.machine = machine;
    this.mounts = mounts;
    this.pages = pages;
    this.dirtyInodes = dirtyInodes;
  }

  /**
   * Throws the pages away, dirty or not (truncate_inode_pages_final); has the filesystem free the
   * blocks; forgets the inode (evict).
   */
  public void evict(Inode inode) {
    try (Frame _ = machine.enter("evict", "inode", inode.number())) {
      leaveFlusher(inode);
      pages.truncate(inode, 0, (WritebackControl.END + 1) * Folio.SIZE);
      mounts.of(inode).inodes().evict(inode);
      machine.atomic(inode::clear);
    }
  }

  /**
   * Throws the pages of a file away that stays on the disk, when its filesystem is unmounted
   * (evict_inodes).
   */
  public void forget(Inode inode) {
    try (Frame _ = machine.enter("evict", "inode", inode.number())) {
      leaveFlusher(inode);
      pages.truncate(inode, 0, (WritebackControl.END + 1) * Folio.SIZE);
      machine.atomic(() -> {
        inode.clearPagesDirty();
        inode.clearDirty();
      });
    }
  }

  /** The flusher does not find it any more, and if it has it in hand it is waited for. */
  private void leaveFlusher(Inode inode) {
    if (dirtyInodes.tracked()) {
      machine.atomic(() -> dirtyInodes.remove(inode));
      machine.await(new SyncOver(dirtyInodes, inode));
    }
  }
}
