package org.folioscope.xfs;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.contract.WritebackControl;
import org.folioscope.vm.directory.FlatDirectory;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.truncate.Truncation;
import org.folioscope.vm.writeback.Flusher;

/**
 * Making one file share all blocks of another (xfs_file_remap_range for FICLONE). What is dirty in
 * either is written first, under the locks; who holds a page of the source for writing is not asked
 * and can change it later without anybody preparing a copy.
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

  private Errno locked(Inode source, Inode target) {
    Errno errno = flusher.writeAndWait(source, 0, WritebackControl.END);
    if (!errno.failed()) {
      errno = flusher.writeAndWait(target, 0, WritebackControl.END);
    }
    if (errno.failed()) {
      return errno;
    }
    truncation.truncatePages(target, 0, (WritebackControl.END + 1) * Folio.SIZE);
    space.unmap(target, 0, WritebackControl.END);
    machine.atomic(() -> {
      markReflink(source.number());
      markReflink(target.number());
    });
    share(source.number(), target.number());
    machine.atomic(() -> {
      target.setSize(source.size());
      directory.setDiskSize(target, source.size());
      target.markDirty();
    });
    return Errno.OK;
  }

  private void markReflink(int inode) {
    if (!state.isReflink(inode)) {
      state.emit(new XfsEvent.ReflinkFlagSet(inode));
    }
  }

  /**
   * A transaction an extent; what is unwritten is a hole in the target (xfs_reflink_remap_extent).
   */
  private void share(int source, int target) {
    long next = 0;
    while (next >= 0) {
      long from = next;
      next = machine.atomicGet(() -> shareFirst(source, target, from));
    }
  }

  private long shareFirst(int source, int target, long from) {
    long block = state.extents().nextMapped(source, from);
    XfsExtent extent = block == Long.MAX_VALUE ? null : state.extents().at(source, block);
    if (extent == null) {
      return -1;
    }
    if (extent.state() == XfsExtent.State.WRITTEN) {
      state.emit(
          new XfsEvent.ExtentShared(target, block, extent.end() - block, extent.placeOf(block)));
    }
    return extent.end();
  }
}
