package org.folioscope.vm.writeback;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.cache.Mark;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.contract.Mounts;
import org.folioscope.vm.contract.WritebackControl;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.inode.Inode;

/** Who writes files back: the flusher thread in the background, fsync for integrity. */
@Singleton
public final class Flusher {

  private final Machine machine;
  private final PageCache cache;
  private final Writeback writeback;
  private final Mounts mounts;

  /** For the mounted filesystems. */
  @Inject
  public Flusher(Machine machine, PageCache cache, Writeback writeback, Mounts mounts) {
    this.machine = machine;
    this.cache = cache;
    this.writeback = writeback;
    this.mounts = mounts;
  }

  /**
   * One background pass over a file (__writeback_single_inode): starts I/O on what is dirty and not
   * busy, waits for nothing. The inode keeps I_DIRTY_PAGES meanwhile, and afterwards if a page is
   * still marked; both is seen to in one i_lock section.
   */
  public Errno writeInode(Inode inode) {
    try (Frame _ = machine.enter("__writeback_single_inode", "inode", inode.number())) {
      Errno errno = mounts.of(inode).mappings().writepages(inode, WritebackControl.syncNone());
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

  /** Starts I/O on everything dirty in the range and waits for it (file_write_and_wait_range). */
  public Errno writeAndWait(Inode inode, long first, long last) {
    try (Frame _ = machine.enter("file_write_and_wait_range", "inode", inode.number())) {
      boolean dirty =
          machine.atomicGet(
              () -> cache.anyMarked(inode, Mark.DIRTY) || cache.anyMarked(inode, Mark.WRITEBACK));
      if (!dirty) {
        return Errno.OK;
      }
      Errno errno =
          mounts.of(inode).mappings().writepages(inode, new WritebackControl(true, first, last));
      writeback.waitRange(inode, first, last);
      return errno;
    }
  }

  /** Makes the whole file durable (vfs_fsync). */
  public Errno fsync(Inode inode, boolean dataOnly) {
    return fsync(inode, 0, WritebackControl.END, dataOnly);
  }

  /** Writes and waits for the range, then has the filesystem make it durable (vfs_fsync_range). */
  public Errno fsync(Inode inode, long first, long last, boolean dataOnly) {
    Errno written = writeAndWait(inode, first, last);
    Errno durable = mounts.of(inode).files().fsync(inode, dataOnly);
    return written.failed() ? written : durable;
  }
}
