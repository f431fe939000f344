package org.folioscope.vm.writeback;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.bdi.DirtyInodes;
import org.folioscope.vm.cache.Mark;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.contract.Mounts;
import org.folioscope.vm.contract.WritebackControl;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.inode.Inode;

/** Writes one inode's dirty pages, and keeps the inode's own dirtiness true. */
@Singleton
final class InodeWriteback {

  private final Machine machine;
  private final PageCache cache;
  private final Mounts mounts;
  private final DirtyInodes dirty;

  @Inject
  InodeWriteback(Machine machine, PageCache cache, Mounts mounts, DirtyInodes dirty) {
    this.machine = machine;
    this.cache = cache;
    this.mounts = mounts;
    this.dirty = dirty;
  }

  /** Has the filesystem start I/O (do_writepages). */
  Errno writePages(Inode inode, WritebackControl control) {
    try (Frame _ = machine.enter("do_writepages")) {
      return mounts.of(inode).mappings().writepages(inode, control);
    }
  }

  /**
   * Starts I/O on an inode that the task has for itself (__writeback_single_inode). The inode keeps
   * I_DIRTY_PAGES meanwhile, and afterwards if a page is still marked; both is seen to in one
   * i_lock section.
   */
  Errno write(Inode inode, WritebackControl control) {
    try (Frame _ = machine.enter("__writeback_single_inode", "inode", inode.number())) {
      Errno errno = writePages(inode, control);
      machine.atomic(() -> {
        if (cache.anyMarked(inode, Mark.DIRTY)) {
          inode.markPagesDirty();
        } else {
          inode.clearPagesDirty();
        }
      });
      return errno;
    }
  }

  /**
   * The same for one inode by itself; when somebody else writes it already, that is enough
   * (writeback_single_inode). What the flusher has in hand stays where it is until it is clean.
   */
  Errno writeAlone(Inode inode, WritebackControl control) {
    if (!dirty.tracked()) {
      return write(inode, control);
    }
    if (!machine.atomicGet(() -> takes(inode))) {
      return Errno.OK;
    }
    Errno errno = write(inode, control);
    machine.atomic(() -> {
      if (isClean(inode)) {
        dirty.remove(inode);
      } else if (!inode.gone() && !dirty.isInHand(inode)) {
        dirty.redirtyTail(inode);
      }
      dirty.endSync(inode);
    });
    return errno;
  }

  /** Whether nothing of the inode is dirty. Only inside a step. */
  boolean isClean(Inode inode) {
    return !inode.pagesDirty() && !cache.anyMarked(inode, Mark.DIRTY);
  }

  private boolean takes(Inode inode) {
    if (dirty.isSyncing(inode) || !inode.pagesDirty()) {
      return false;
    }
    dirty.beginSync(inode, machine.currentTask());
    return true;
  }
}
