package org.folioscope.xfs;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.contract.FallocateMode;
import org.folioscope.vm.contract.WritebackControl;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.truncate.Truncation;
import org.folioscope.vm.writeback.Flusher;

/** Allocating, punching holes and zeroing ranges (xfs_file_fallocate). */
@Singleton
final class XfsFallocate {

  private final Machine machine;
  private final Truncation truncation;
  private final Flusher flusher;
  private final XfsSpace space;
  private final XfsTruncate truncate;
  private final long block;

  @Inject
  XfsFallocate(
      Machine machine,
      Truncation truncation,
      Flusher flusher,
      XfsSpace space,
      XfsTruncate truncate) {
    this.machine = machine;
    this.truncation = truncation;
    this.flusher = flusher;
    this.space = space;
    this.truncate = truncate;
    this.block = space.blockSize();
  }

  Errno fallocate(Inode inode, FallocateMode mode, long from, long end) {
    try (Frame _ = machine.enter("xfs_file_fallocate", "inode", inode.number())) {
      inode.rwsem().downWrite();
      Errno errno = truncation.exclusively(inode, () -> locked(inode, mode, from, end));
      inode.rwsem().upWrite();
      return errno;
    }
  }

  /** A range to be zeroed is made a hole first: then it is zero even if there is no space. */
  private Errno locked(Inode inode, FallocateMode mode, long from, long end) {
    Errno errno = mode.zeroes() ? freeSpace(inode, from, end) : Errno.OK;
    if (errno.failed() || mode == FallocateMode.PUNCH_HOLE) {
      return errno;
    }
    errno = space.preallocate(inode, from / block, (end - 1) / block);
    boolean grows = !mode.keepsSize() && end > machine.nowGet(inode::size);
    return errno.failed() || !grows ? errno : truncate.resize(inode, end);
  }

  /**
   * Writes and waits for the pages that the range touches, takes them out of the cache, frees whole
   * blocks, and zeroes the rest through the cache (xfs_free_file_space, xfs_flush_unmap_range).
   */
  private Errno freeSpace(Inode inode, long from, long end) {
    try (Frame _ = machine.enter("xfs_free_file_space", "inode", inode.number())) {
      Errno errno =
          flusher.writeAndWaitForMapping(inode, from / Folio.SIZE, (end - 1) / Folio.SIZE);
      if (errno.failed()) {
        return errno;
      }
      truncation.truncatePages(
          inode, from / Folio.SIZE * Folio.SIZE, Math.ceilDiv(end, Folio.SIZE) * Folio.SIZE);
      long first = Math.ceilDiv(from, block);
      long after = end / block;
      if (first < after) {
        space.unmap(inode, first, after - 1);
      }
      machine.atomic(inode::markDirty);
      return zeroEdges(inode, from, end);
    }
  }

  /** Not beyond the end of the file: it would grow. */
  private Errno zeroEdges(Inode inode, long from, long end) {
    long size = machine.nowGet(inode::size);
    long last = Math.min(end, size);
    if (from >= size) {
      return Errno.OK;
    }
    Errno errno = truncate.zero(inode, from, Math.min(last, Math.ceilDiv(from, block) * block));
    long tail = last / block * block;
    if (!errno.failed() && tail >= from) {
      errno = truncate.zero(inode, tail, last);
    }
    boolean toTheEnd = last == size && last % Folio.SIZE != 0;
    return errno.failed() || !toTheEnd
        ? errno
        : flusher.writeAndWaitForMapping(inode, last / Folio.SIZE, WritebackControl.END);
  }
}
