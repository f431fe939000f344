package org.folioscope.ext4;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.contract.FallocateMode;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.truncate.Truncation;
import org.folioscope.vm.writeback.Flusher;

/** Allocating, punching holes and zeroing ranges (fs/ext4/extents.c). */
@Singleton
final class Ext4Fallocate {

  private final Machine machine;
  private final Truncation truncation;
  private final Flusher flusher;
  private final Ext4Allocation allocation;
  private final Ext4Truncate truncate;
  private final boolean flushesFirst;
  private final long block;

  @Inject
  Ext4Fallocate(
      Machine machine,
      Truncation truncation,
      Flusher flusher,
      Ext4Allocation allocation,
      Ext4Truncate truncate,
      Policies policies) {
    this.machine = machine;
    this.truncation = truncation;
    this.flusher = flusher;
    this.allocation = allocation;
    this.truncate = truncate;
    this.block = allocation.blockSize();
    this.flushesFirst = policies.get(Ext4Policies.PUNCH_FLUSH) == Ext4Policies.Switch.ON;
  }

  Errno fallocate(Inode inode, FallocateMode mode, long from, long end) {
    return switch (mode) {
      case PUNCH_HOLE -> punchHole(inode, from, end);
      case ZERO_RANGE, ZERO_RANGE_KEEP_SIZE -> zeroRange(inode, from, end, mode.keepsSize());
      case ALLOCATE, ALLOCATE_KEEP_SIZE -> allocate(inode, from, end, mode.keepsSize());
    };
  }

  private Errno punchHole(Inode inode, long from, long end) {
    try (Frame _ = machine.enter("ext4_punch_hole", "inode", inode.number())) {
      Errno written =
          flushesFirst
              ? flusher.writeAndWaitForMapping(inode, from / Folio.SIZE, (end - 1) / Folio.SIZE)
              : Errno.OK;
      if (written.failed()) {
        return written;
      }
      inode.rwsem().downWrite();
      long size = machine.nowGet(inode::size);
      long last = Math.min(end, Math.ceilDiv(size, block) * block);
      Errno errno =
          from >= size
              ? Errno.OK
              : truncation.exclusively(inode, () -> punchLocked(inode, from, last));
      inode.rwsem().upWrite();
      return errno;
    }
  }

  private Errno punchLocked(Inode inode, long from, long end) {
    long first = Math.ceilDiv(from, block);
    long after = end / block;
    if (first < after) {
      truncation.truncatePages(inode, first * block, after * block);
    }
    Errno errno = zeroPartialBlocks(inode, from, end);
    if (!errno.failed() && first < after) {
      allocation.remove(inode, first, after - 1);
    }
    machine.atomic(inode::markDirty);
    return errno;
  }

  /** The parts of blocks at both edges of a range (ext4_zero_partial_blocks). */
  private Errno zeroPartialBlocks(Inode inode, long from, long end) {
    Ext4Truncate.Emptied range = new Ext4Truncate.Emptied(from, end);
    if (from / block == (end - 1) / block) {
      return end - from == block ? Errno.OK : truncate.zero(inode, from, (int) (end - from), range);
    }
    Errno errno = truncate.zeroRestOfBlock(inode, range);
    int tail = (int) (end % block);
    return errno.failed() || tail == 0 ? errno : truncate.zero(inode, end - tail, tail, range);
  }

  private Errno zeroRange(Inode inode, long from, long end, boolean keepSize) {
    try (Frame _ = machine.enter("ext4_zero_range", "inode", inode.number())) {
      inode.rwsem().downWrite();
      Errno errno = truncation.exclusively(inode, () -> zeroLocked(inode, from, end, keepSize));
      inode.rwsem().upWrite();
      return errno;
    }
  }

  private Errno zeroLocked(Inode inode, long from, long end, boolean keepSize) {
    long first = Math.ceilDiv(from, block);
    long after = end / block;
    Errno errno = allocation.preallocate(inode, from / block, (end - 1) / block, false);
    if (errno.failed()) {
      return errno;
    }
    if (first < after) {
      truncation.truncatePages(inode, first * block, after * block);
      errno = allocation.preallocate(inode, first, after - 1, true);
    }
    if (!errno.failed()) {
      errno = zeroPartialBlocks(inode, from, end);
    }
    return errno.failed() || keepSize ? errno : grow(inode, end);
  }

  private Errno allocate(Inode inode, long from, long end, boolean keepSize) {
    try (Frame _ = machine.enter("ext4_fallocate", "inode", inode.number())) {
      inode.rwsem().downWrite();
      Errno errno =
          truncation.exclusively(
              inode,
              () -> {
                Errno allocated =
                    allocation.preallocate(inode, from / block, (end - 1) / block, false);
                return allocated.failed() || keepSize ? allocated : grow(inode, end);
              });
      inode.rwsem().upWrite();
      return errno;
    }
  }

  /** The file reaches at least to the end of the range (ext4_update_inode_size). */
  private Errno grow(Inode inode, long end) {
    return end > machine.nowGet(inode::size) ? truncate.resize(inode, end) : Errno.OK;
  }
}
