package org.folioscope.xfs;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.directory.FlatDirectory;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.truncate.Truncation;
import org.folioscope.vm.writeback.Flusher;

/**
 * Making one file share all blocks of another (xfs_file_remap_range for FICLONE). What is dirty in
 * either is written first, under the locks; who holds a page of the source for writing is not asked
 * and can change it later without anybody preparing a copy. A longer target keeps what lies behind;
 * then the source must end with a block.
 */
@Singleton
final class XfsReflink {

  private final Machine machine;
  private final Truncation truncation;
  private final Flusher flusher;
  private final FlatDirectory directory;
  private final XfsSpace space;
  private final XfsState state;

  @Inject
  XfsReflink(
      Machine machine,
      Truncation truncation,
      Flusher flusher,
      FlatDirectory directory,
      XfsSpace space,
      XfsState state) {
    this.machine = machine;
    this.truncation = truncation;
    this.flusher = flusher;
    this.directory = directory;
    this.space = space;
    this.state = state;
  }

  Errno reflink(Inode source, Inode target) {
    try (Frame _ = machine.enter("xfs_file_remap_range", "inode", target.number())) {
      return truncation.exclusively(source, target, () -> locked(source, target));
    }
  }

  /** An empty source changes nothing (generic_remap_file_range_prep). */
  private Errno locked(Inode source, Inode target) {
    long length = machine.nowGet(source::size);
    if (length == 0) {
      return Errno.OK;
    }
    long lastPage = (length - 1) / Folio.SIZE;
    Errno errno = flusher.writeAndWaitForMapping(source, 0, lastPage);
    if (!errno.failed()) {
      errno = flusher.writeAndWaitForMapping(target, 0, lastPage);
    }
    if (!errno.failed() && cutsABlock(target, length)) {
      errno = Errno.EINVAL;
    }
    if (errno.failed()) {
      return errno;
    }
    truncation.truncatePages(target, 0, (lastPage + 1) * Folio.SIZE);
    space.unmap(target, 0, lastBlock(length));
    machine.atomic(() -> {
      markReflink(source.number());
      markReflink(target.number());
    });
    share(source.number(), target.number(), lastBlock(length));
    machine.atomic(() -> grow(target, length));
    return Errno.OK;
  }

  private long lastBlock(long length) {
    return (length - 1) / space.blockSize();
  }

  /** generic_remap_check_len: a block that both files go on in cannot be shared. */
  private boolean cutsABlock(Inode target, long length) {
    return length % space.blockSize() != 0 && machine.nowGet(target::size) > length;
  }

  /** xfs_reflink_update_dest. */
  private void grow(Inode target, long length) {
    if (target.size() < length) {
      target.setSize(length);
      directory.setDiskSize(target, length);
    }
    target.markDirty();
  }

  private void markReflink(int inode) {
    if (!state.isReflink(inode)) {
      state.emit(new XfsEvent.ReflinkFlagSet(inode));
    }
  }

  /**
   * A transaction an extent; what is unwritten is a hole in the target (xfs_reflink_remap_extent).
   */
  private void share(int source, int target, long last) {
    long next = 0;
    while (next >= 0) {
      long from = next;
      next = machine.atomicGet(() -> shareFirst(source, target, from, last));
    }
  }

  private long shareFirst(int source, int target, long from, long last) {
    long block = state.extents().nextMapped(source, from);
    XfsExtent extent = block == Long.MAX_VALUE ? null : state.extents().at(source, block);
    if (extent == null || block > last) {
      return -1;
    }
    long end = Math.min(extent.end(), last + 1);
    if (extent.state() == XfsExtent.State.WRITTEN) {
      state.emit(new XfsEvent.ExtentShared(target, block, end - block, extent.placeOf(block)));
    }
    return end;
  }
}
