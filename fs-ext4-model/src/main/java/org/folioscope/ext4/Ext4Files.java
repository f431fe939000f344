package org.folioscope.ext4;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.contract.Extent;
import org.folioscope.vm.contract.FallocateMode;
import org.folioscope.vm.contract.FileOperations;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.io.PageIo;
import org.jspecify.annotations.Nullable;

/** Operations on files (ext4_file_operations). */
@Singleton
final class Ext4Files implements FileOperations {

  private final Machine machine;
  private final PageIo io;
  private final Ext4Allocation allocation;
  private final Ext4Fallocate fallocate;
  private final DirectEngine engine;

  @Inject
  Ext4Files(
      Machine machine,
      PageIo io,
      Ext4Allocation allocation,
      Ext4Fallocate fallocate,
      Policies policies) {
    this.machine = machine;
    this.io = io;
    this.allocation = allocation;
    this.fallocate = fallocate;
    this.engine = policies.get(Ext4Policies.DIRECT_IO);
  }

  @Override
  public Errno fsync(Inode inode, boolean dataOnly) {
    try (Frame _ = machine.enter("ext4_sync_file", "inode", inode.number())) {
      machine.atomic(inode::clearDirty);
      return io.flushDevice();
    }
  }

  @Override
  public Errno fallocate(Inode inode, FallocateMode mode, long position, long length) {
    return fallocate.fallocate(inode, mode, position, position + length);
  }

  @Override
  public Either<Errno, Extent> mapForDirectIo(
      Inode inode, long position, long length, boolean write) {
    if (write) {
      return Either.left(Errno.EOPNOTSUPP);
    }
    try (Frame _ = machine.enter("ext4_iomap_begin", "inode", inode.number())) {
      return Either.right(machine.atomicGet(() -> extent(inode, position, length)));
    }
  }

  @Override
  public DirectEngine directEngine() {
    return engine;
  }

  private Extent extent(Inode inode, long position, long length) {
    long blockSize = allocation.blockSize();
    long logical = position / blockSize;
    Block first = allocation.block(inode, logical);
    long end = logical + 1;
    while (end * blockSize < position + length
        && follows(first, end - logical, allocation.block(inode, end))) {
      end++;
    }
    long into = position % blockSize;
    long bytes = Math.min(length, (end - logical) * blockSize - into);
    long sector = first == null ? 0 : first.physical() * allocation.sectorsPerBlock() + into / 512;
    return new Extent(stateOf(first), sector, bytes);
  }

  private static boolean follows(@Nullable Block first, long distance, @Nullable Block next) {
    if (first == null || next == null) {
      return first == next;
    }
    return first.state() == next.state()
        && (first.physical() == 0 || first.physical() + distance == next.physical());
  }

  private static Extent.State stateOf(@Nullable Block block) {
    if (block == null) {
      return Extent.State.HOLE;
    }
    return switch (block.state()) {
      case DELAYED -> Extent.State.DELAYED;
      case UNWRITTEN -> Extent.State.UNWRITTEN;
      case WRITTEN -> Extent.State.MAPPED;
    };
  }
}
