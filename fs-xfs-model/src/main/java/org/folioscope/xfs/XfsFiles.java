package org.folioscope.xfs;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.contract.Extent;
import org.folioscope.vm.contract.FallocateMode;
import org.folioscope.vm.contract.FileOperations;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.io.PageIo;

/** Operations on files (xfs_file_operations). */
@Singleton
final class XfsFiles implements FileOperations {

  private final Machine machine;
  private final PageIo io;
  private final XfsState state;
  private final XfsSpace space;
  private final XfsFallocate fallocate;
  private final XfsReflink reflink;

  @Inject
  XfsFiles(
      Machine machine,
      PageIo io,
      XfsState state,
      XfsSpace space,
      XfsFallocate fallocate,
      XfsReflink reflink) {
    this.machine = machine;
    this.io = io;
    this.state = state;
    this.space = space;
    this.fallocate = fallocate;
    this.reflink = reflink;
  }

  @Override
  public Errno fsync(Inode inode, boolean dataOnly) {
    try (Frame _ = machine.enter("xfs_file_fsync", "inode", inode.number())) {
      machine.atomic(inode::clearDirty);
      return io.flushDevice();
    }
  }

  @Override
  public Errno fallocate(Inode inode, FallocateMode mode, long position, long length) {
    return fallocate.fallocate(inode, mode, position, position + length);
  }

  @Override
  public Errno reflink(Inode source, Inode target) {
    return reflink.reflink(source, target);
  }

  @Override
  public Either<Errno, Extent> mapForDirectIo(
      Inode inode, long position, long length, boolean write) {
    if (write) {
      return Either.left(Errno.EOPNOTSUPP);
    }
    try (Frame _ = machine.enter("xfs_read_iomap_begin", "inode", inode.number())) {
      return Either.right(machine.atomicGet(() -> extent(inode, position, length)));
    }
  }

  private Extent extent(Inode inode, long position, long length) {
    long block = position / space.blockSize();
    long into = position % space.blockSize();
    XfsExtent extent = state.extents().at(inode.number(), block);
    if (extent == null) {
      long end = state.extents().nextMapped(inode.number(), block);
      return new Extent(Extent.State.HOLE, 0, bytes(block, end, into, length));
    }
    long bytes = bytes(block, extent.end(), into, length);
    return switch (extent.state()) {
      case DELAYED -> new Extent(Extent.State.DELAYED, 0, bytes);
      case UNWRITTEN -> new Extent(Extent.State.UNWRITTEN, sector(extent, block, into), bytes);
      case WRITTEN ->
          new Extent(Extent.State.MAPPED, sector(extent, block, into), bytes)
              .sharedIf(shares(inode.number(), extent, block, bytes));
    };
  }

  /**
   * A copy in the COW fork counts, too, if nobody else has the block any more: writeback will put
   * it in the block's place (xfs_find_trim_cow_extent).
   */
  private boolean shares(int inode, XfsExtent extent, long block, long bytes) {
    boolean shared = false;
    if (state.isReflink(inode)) {
      long last = Math.min(extent.end() - 1, block + bytes / space.blockSize());
      for (long one = block; one <= last; one++) {
        shared |= state.isShared(extent.placeOf(one)) || state.copies().at(inode, one) != null;
      }
    }
    return shared;
  }

  private long bytes(long block, long end, long into, long length) {
    long blocks = Math.min(end - block, length / space.blockSize() + 2);
    return Math.min(length, blocks * space.blockSize() - into);
  }

  private long sector(XfsExtent extent, long block, long into) {
    return extent.placeOf(block) * space.sectorsPerBlock() + into / 512;
  }
}
