package org.folioscope.ext4;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.contract.FormatOptions;
import org.folioscope.vm.contract.InodeOperations;
import org.folioscope.vm.contract.WritebackControl;
import org.folioscope.vm.directory.FlatDirectory;
import org.folioscope.vm.dirty.Dirtying;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.fault.FilePages;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.io.PageIo;
import org.folioscope.vm.truncate.Truncation;

/**
 * Changing the size of a file (ext4_setattr), the end of one (ext4_evict_inode), and zeroing parts
 * of blocks. There is no orphan list: nothing can be interrupted by a crash.
 */
@Singleton
final class Ext4Truncate implements InodeOperations {

  private final Machine machine;
  private final Truncation truncation;
  private final FlatDirectory directory;
  private final FilePages pages;
  private final PageCache cache;
  private final Dirtying dirtying;
  private final PageIo io;
  private final Ext4Allocation allocation;
  private final Ext4Pages contents;
  private final Ext4Dax dax;
  private final boolean mountedWithDax;

  @Inject
  Ext4Truncate(
      Machine machine,
      Truncation truncation,
      FlatDirectory directory,
      FilePages pages,
      PageCache cache,
      Dirtying dirtying,
      PageIo io,
      Ext4Allocation allocation,
      Ext4Pages contents,
      Ext4Dax dax,
      FormatOptions options) {
    this.machine = machine;
    this.truncation = truncation;
    this.directory = directory;
    this.pages = pages;
    this.cache = cache;
    this.dirtying = dirtying;
    this.io = io;
    this.allocation = allocation;
    this.contents = contents;
    this.dax = dax;
    this.mountedWithDax = options.dax();
  }

  @Override
  public Errno setSize(Inode inode, long size) {
    try (Frame _ = machine.enter("ext4_setattr", "inode", inode.number())) {
      return truncation.exclusively(inode, () -> resize(inode, size));
    }
  }

  /** Frees the blocks of a file without a name. */
  @Override
  public void evict(Inode inode) {
    try (Frame _ = machine.enter("ext4_evict_inode", "inode", inode.number())) {
      allocation.remove(inode, 0, WritebackControl.END);
    }
  }

  /** i_rwsem and invalidate_lock are held for write. */
  Errno resize(Inode inode, long size) {
    long old = machine.nowGet(inode::size);
    Errno errno = size > old ? zeroRestOfBlock(inode, new Emptied(old, Long.MAX_VALUE)) : Errno.OK;
    if (errno.failed()) {
      return errno;
    }
    if (size > old && allocation.perPage() > 1) {
      truncation.zeroRestOfPage(inode, old);
    }
    changeSize(inode, size);
    if (size > old) {
      truncation.sizeExtended(inode, old, size, allocation.blockSize());
    }
    truncation.truncatePages(inode, size);
    return size <= old ? truncateBlocks(inode, size) : Errno.OK;
  }

  /** i_size and i_disksize at once (under i_data_sem). */
  private void changeSize(Inode inode, long size) {
    machine.atomic(() -> {
      directory.setDiskSize(inode, size);
      inode.setSize(size);
      inode.markDirty();
    });
  }

  private Errno truncateBlocks(Inode inode, long size) {
    try (Frame _ = machine.enter("ext4_truncate", "inode", inode.number())) {
      Errno errno = zeroRestOfBlock(inode, new Emptied(size, Long.MAX_VALUE));
      allocation.remove(inode, Math.ceilDiv(size, allocation.blockSize()), WritebackControl.END);
      return errno;
    }
  }

  /** A range of a file that is being emptied. */
  record Emptied(long from, long end) {

    /** How far into the page of a byte it reaches down. */
    int startIn(long page) {
      return (int) (Math.max(from, page * Folio.SIZE) - page * Folio.SIZE);
    }

    int endIn(long page) {
      return (int) (Math.min(end, (page + 1) * Folio.SIZE) - page * Folio.SIZE);
    }
  }

  /** From the first byte of the range to the end of its block (ext4_block_truncate_page). */
  Errno zeroRestOfBlock(Inode inode, Emptied range) {
    int offset = (int) (range.from() % allocation.blockSize());
    return offset == 0
        ? Errno.OK
        : zero(inode, range.from(), allocation.blockSize() - offset, range);
  }

  /**
   * Zeroes a part of one block in the page cache and marks it dirty; a hole stays one
   * (ext4_block_zero_page_range). invalidate_lock is held for write. Where blocks are smaller the
   * page is read as a whole, with blocks that are about to go: they must show as the holes that
   * they will be.
   *
   * @param range what is being emptied, of which this is a part
   */
  Errno zero(Inode inode, long from, int length, Emptied range) {
    if (mountedWithDax) {
      dax.access().zero(inode, from, length);
      return Errno.OK;
    }
    if (isHole(inode, from)) {
      return Errno.OK;
    }
    try (Frame _ = machine.enter("ext4_block_zero_page_range", "inode", inode.number())) {
      int offset = (int) (from % Folio.SIZE);
      long index = from / Folio.SIZE;
      Folio folio = pages.findOrCreateLocked(inode, index);
      allocation.attachBuffers(folio);
      Errno errno = allocation.prepare(inode, folio, offset, length);
      if (!errno.failed()) {
        errno = contents.fill(inode, folio, index);
      }
      if (!errno.failed()) {
        int start = range.startIn(index);
        io.zero(folio, start, range.endIn(index) - start);
        dirtying.markDirty(folio);
      }
      folio.unlock();
      folio.put();
      return errno;
    }
  }

  /**
   * No block is there, or one whose bytes are zeroes in the cache and on the device. A page that
   * the device failed to write has others: its buffer is mapped still.
   */
  private boolean isHole(Inode inode, long from) {
    return machine.atomicGet(() -> {
      Block block = allocation.block(inode, from / allocation.blockSize());
      Folio folio = cache.peek(inode, from / Folio.SIZE);
      boolean busy =
          folio != null
              && (folio.is(PageFlag.DIRTY)
                  || folio.is(PageFlag.WRITEBACK)
                  || allocation.isMapped(folio, (int) (from % Folio.SIZE)));
      return block == null || block.state() == Block.State.UNWRITTEN && !busy;
    });
  }
}
