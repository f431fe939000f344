package org.folioscope.vm.truncate;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.contract.FallocateMode;
import org.folioscope.vm.contract.WritebackControl;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;

/**
 * Truncating and fallocate as a whole, for a filesystem with blocks of one page that says what
 * becomes of its blocks.
 */
@Singleton
public final class Reshaping {

  private final Machine machine;
  private final PageCache cache;
  private final Truncation truncation;

  /** A filesystem's blocks, numbered from the beginning of a file. */
  public interface Blocks {

    /** Whether the device holds bytes of the block that would be read. Only inside a step. */
    boolean holdBytes(Inode inode, long block);

    /** Gives every block of the range a place; ENOSPC. Only inside a step. */
    Errno allocate(Inode inode, long first, long last);

    /** What the blocks hold must never be read again. Only inside a step. */
    void free(Inode inode, long first, long last);
  }

  /** For the machine's files. */
  @Inject
  Reshaping(Machine machine, PageCache cache, Truncation truncation) {
    this.machine = machine;
    this.cache = cache;
    this.truncation = truncation;
  }

  /** Truncates or extends. i_rwsem is held for write; EIO or ENOSPC leave the size as it is. */
  public Errno setSize(Inode inode, long size, Blocks blocks) {
    return truncation.exclusively(inode, () -> resize(inode, size, blocks));
  }

  /** Allocates, punches or zeroes. Takes the locks. */
  public Errno fallocate(
      Inode inode, FallocateMode mode, long position, long length, Blocks blocks) {
    inode.rwsem().downWrite();
    Errno errno =
        truncation.exclusively(
            inode,
            () -> {
              Errno zeroed =
                  mode.zeroes() ? clear(inode, position, position + length, blocks) : Errno.OK;
              return zeroed.failed() || mode == FallocateMode.PUNCH_HOLE
                  ? zeroed
                  : allocate(inode, mode, position, position + length, blocks);
            });
    inode.rwsem().upWrite();
    return errno;
  }

  private Errno resize(Inode inode, long size, Blocks blocks) {
    long old = machine.nowGet(inode::size);
    Errno errno = zeroRestOfPage(inode, Math.min(old, size), Math.max(old, size), blocks);
    if (errno.failed()) {
      return errno;
    }
    truncation.setSize(inode, size, Folio.SIZE);
    if (size <= old) {
      long first = Math.ceilDiv(size, Folio.SIZE);
      machine.atomic(() -> blocks.free(inode, first, WritebackControl.END));
    }
    return Errno.OK;
  }

  /**
   * Whole pages go, of others a part is zeroed; bytes beyond the end of the file are zero anyway.
   */
  private Errno clear(Inode inode, long from, long end, Blocks blocks) {
    long first = Math.ceilDiv(from, Folio.SIZE);
    long after = end / Folio.SIZE;
    if (first < after) {
      truncation.truncatePages(inode, first * Folio.SIZE, after * Folio.SIZE);
      machine.atomic(() -> blocks.free(inode, first, after - 1));
    }
    long inside = Math.min(end, machine.nowGet(inode::size));
    Errno errno = zeroRestOfPage(inode, from, inside, blocks);
    boolean tail = first <= after && after * Folio.SIZE < inside;
    return errno.failed() || !tail ? errno : zeroPart(inode, after * Folio.SIZE, inside, blocks);
  }

  private Errno allocate(Inode inode, FallocateMode mode, long from, long end, Blocks blocks) {
    Errno errno =
        machine.atomicGet(() -> blocks.allocate(inode, from / Folio.SIZE, (end - 1) / Folio.SIZE));
    boolean grows = !mode.keepsSize() && end > machine.nowGet(inode::size);
    return errno.failed() || !grows ? errno : resize(inode, end, blocks);
  }

  /** From within a page to its end or to the limit. */
  private Errno zeroRestOfPage(Inode inode, long from, long limit, Blocks blocks) {
    long pageEnd = Math.ceilDiv(from, Folio.SIZE) * Folio.SIZE;
    return zeroPart(inode, from, Math.min(pageEnd, limit), blocks);
  }

  /** Part of one page; what is a hole already stays one. */
  private Errno zeroPart(Inode inode, long from, long end, Blocks blocks) {
    boolean needed =
        from < end
            && machine.atomicGet(
                () -> blocks.holdBytes(inode, from / Folio.SIZE) || isBusy(inode, from));
    return needed ? truncation.zero(inode, from, end) : Errno.OK;
  }

  private boolean isBusy(Inode inode, long position) {
    Folio folio = cache.peek(inode, position / Folio.SIZE);
    return folio != null && (folio.is(PageFlag.DIRTY) || folio.is(PageFlag.WRITEBACK));
  }
}
