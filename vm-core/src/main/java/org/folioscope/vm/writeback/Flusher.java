package org.folioscope.vm.writeback;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Supplier;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.bdi.DirtyInodes;
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
  private final DirtyInodes dirty;
  private final InodeWriteback writer;
  private final FlusherThread thread;

  /** For the mounted filesystems. */
  @Inject
  Flusher(
      Machine machine,
      PageCache cache,
      Writeback writeback,
      Mounts mounts,
      DirtyInodes dirty,
      InodeWriteback writer,
      FlusherThread thread) {
    this.machine = machine;
    this.cache = cache;
    this.writeback = writeback;
    this.mounts = mounts;
    this.dirty = dirty;
    this.writer = writer;
    this.thread = thread;
  }

  /**
   * One background pass over a file (__writeback_single_inode): starts I/O on what is dirty and not
   * busy, waits for nothing.
   */
  public Errno writeInode(Inode inode) {
    try (Frame _ = machine.enter("wb_workfn");
        Frame _ = machine.enter("wb_writeback");
        Frame _ = machine.enter("writeback_sb_inodes")) {
      return writer.writeAlone(
          inode, dirty.tracked() ? WritebackControl.cyclic(null) : WritebackControl.syncNone());
    }
  }

  /**
   * Takes a file without dirty pages off the flusher's lists, if there are any: fsync leaves it
   * there.
   */
  public void letGo(Inode inode) {
    if (dirty.tracked()) {
      writeInode(inode);
    }
  }

  /** Starts I/O on what is dirty in the range, if anything is (__filemap_fdatawrite_range). */
  public Errno startRange(Inode inode, WritebackControl control) {
    return cache.anyMarked(inode, Mark.DIRTY)
        ? mounts.of(inode).mappings().writepages(inode, control)
        : Errno.OK;
  }

  /** Waits for what is under writeback in the range; errors stay with the inode. */
  public void awaitRange(Inode inode, long first, long last) {
    writeback.waitRange(inode, first, last);
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
      Errno errno = writer.writePages(inode, new WritebackControl(true, first, last));
      writeback.waitRange(inode, first, last);
      return errno;
    }
  }

  /**
   * The same for who has no open file to be told of errors by: an error of the mapping is told to
   * whoever asks first, once (filemap_write_and_wait_range).
   */
  public Errno writeAndWaitForMapping(Inode inode, long first, long last) {
    Errno written = writeAndWait(inode, first, last);
    Errno earlier = machine.nowGet(inode::takeMappingErrors);
    return written.failed() ? written : earlier;
  }

  /** Makes the whole file durable for the kernel itself, which has no file open (vfs_fsync). */
  public Errno fsync(Inode inode, boolean dataOnly) {
    return fsync(inode, 0, WritebackControl.END, dataOnly, () -> Errno.OK);
  }

  /**
   * Writes and waits for the range, then has the filesystem make it durable unless the data could
   * not be written (vfs_fsync_range).
   *
   * @param untold asks for the error that the open file was not told of yet, which tells it
   *     (file_check_and_advance_wb_err)
   */
  public Errno fsync(Inode inode, long first, long last, boolean dataOnly, Supplier<Errno> untold) {
    Errno written = writeAndWait(inode, first, last);
    Errno earlier = untold.get();
    Errno failed = written.failed() ? written : earlier;
    return failed.failed() ? failed : mounts.of(inode).files().fsync(inode, dataOnly);
  }

  /**
   * Starts to write every file that is dirty, waiting for none, and only then makes all of them
   * durable (sync_filesystem).
   */
  public Errno syncfs(List<Inode> files) {
    try (Frame _ = machine.enter("writeback_inodes_sb")) {
      if (dirty.tracked()) {
        thread.startAll(files);
      } else {
        files.stream()
            .filter(file -> machine.atomicGet(file::pagesDirty))
            .forEach(file -> writer.write(file, WritebackControl.tagged()));
      }
    }
    return syncFilesystem(files);
  }

  /**
   * Starts to write every file and waits for all of them; errors stay with the files
   * (sync_inodes_sb). Then has the filesystem make everything durable (sync_fs).
   */
  public Errno syncFilesystem(List<Inode> files) {
    try (Frame _ = machine.enter("sync_filesystem")) {
      if (dirty.tracked()) {
        thread.writeAll(files);
      } else {
        files.forEach(file -> writer.writePages(file, WritebackControl.syncAll()));
      }
      for (Inode file : files) {
        writeback.waitRange(file, 0, WritebackControl.END);
      }
      return mounts.root().sync();
    }
  }
}
