package org.folioscope.xfs;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.contract.FormatOptions;
import org.folioscope.vm.contract.InodeOperations;
import org.folioscope.vm.contract.WritebackControl;
import org.folioscope.vm.directory.FlatDirectory;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.truncate.Truncation;
import org.folioscope.vm.writeback.Flusher;

/**
 * Changing the size of a file (xfs_setattr_size), the end of one (xfs_inactive), and zeroing parts
 * of blocks.
 */
@Singleton
final class XfsTruncate implements InodeOperations {

  private final Machine machine;
  private final Truncation truncation;
  private final FlatDirectory directory;
  private final PageCache cache;
  private final Flusher flusher;
  private final XfsSpace space;
  private final XfsDax dax;
  private final boolean mountedWithDax;

  @Inject
  XfsTruncate(
      Machine machine,
      Truncation truncation,
      FlatDirectory directory,
      PageCache cache,
      Flusher flusher,
      XfsSpace space,
      XfsDax dax,
      FormatOptions options) {
    this.machine = machine;
    this.truncation = truncation;
    this.directory = directory;
    this.cache = cache;
    this.flusher = flusher;
    this.space = space;
    this.dax = dax;
    this.mountedWithDax = options.dax();
  }

  @Override
  public Errno setSize(Inode inode, long size) {
    return truncation.exclusively(inode, () -> resize(inode, size));
  }

  /** Frees the extents of a file without a name. */
  @Override
  public void evict(Inode inode) {
    try (Frame _ = machine.enter("xfs_inactive", "inode", inode.number())) {
      space.unmap(inode, 0, WritebackControl.END);
    }
  }

  /** i_rwsem and invalidate_lock are held for write. */
  Errno resize(Inode inode, long size) {
    try (Frame _ = machine.enter("xfs_setattr_size", "inode", inode.number())) {
      long old = machine.nowGet(inode::size);
      long from = Math.min(old, size);
      int blockSize = space.blockSize();
      long blockEnd = Math.ceilDiv(from, blockSize) * blockSize;
      long end = Math.min(blockEnd, Math.max(old, size));
      boolean zeroes = !isHole(inode, from, end);
      Errno errno = zeroes ? zero(inode, from, end) : Errno.OK;
      if (errno.failed()) {
        return errno;
      }
      if (size > old && space.perPage() > 1) {
        truncation.zeroRestOfPage(inode, old);
      }
      truncation.setSize(inode, size, blockSize);
      errno = writeBeforeSize(inode, old, size, zeroes);
      if (errno.failed()) {
        return errno;
      }
      machine.atomic(() -> {
        directory.setDiskSize(inode, size);
        inode.markDirty();
      });
      if (size <= old) {
        space.unmap(inode, Math.ceilDiv(size, blockSize), WritebackControl.END);
      }
      return Errno.OK;
    }
  }

  /** The size on the disk must not get ahead of bytes that are still to be written below it. */
  private Errno writeBeforeSize(Inode inode, long old, long size, boolean zeroed) {
    long onDisk = machine.atomicGet(() -> directory.diskSize(inode));
    boolean behind = size > onDisk && old != onDisk;
    if (!zeroed && !behind || size == 0) {
      return Errno.OK;
    }
    long first = Math.min(onDisk, size) / Folio.SIZE;
    return flusher.writeAndWaitForMapping(inode, first, (size - 1) / Folio.SIZE);
  }

  /**
   * Zeroes a part of one block, through the page cache if there is one; a hole stays one
   * (xfs_zero_range).
   */
  Errno zero(Inode inode, long from, long end) {
    if (isHole(inode, from, end)) {
      return Errno.OK;
    }
    if (mountedWithDax) {
      dax.access().zero(inode, from, (int) (end - from));
      return Errno.OK;
    }
    try (Frame _ = machine.enter("iomap_zero_range", "inode", inode.number())) {
      return truncation.zero(inode, from, end);
    }
  }

  /** Nothing to zero: no extent, or one whose bytes are zeroes in the cache and on the device. */
  private boolean isHole(Inode inode, long from, long end) {
    long block = from / space.blockSize();
    return from >= end
        || machine.atomicGet(() -> {
          XfsExtent extent = space.at(inode, block);
          Folio folio = cache.peek(inode, from / Folio.SIZE);
          boolean busy =
              folio != null && (folio.is(PageFlag.DIRTY) || folio.is(PageFlag.WRITEBACK));
          return extent == null || extent.state() == XfsExtent.State.UNWRITTEN && !busy;
        });
  }
}
