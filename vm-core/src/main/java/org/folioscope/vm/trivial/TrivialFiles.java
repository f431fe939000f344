package org.folioscope.vm.trivial;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.contract.Extent;
import org.folioscope.vm.contract.FileOperations;
import org.folioscope.vm.contract.InodeOperations;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.io.PageIo;

/** Files and inodes of the trivial filesystem. */
@Singleton
final class TrivialFiles implements FileOperations, InodeOperations {

  private final Machine machine;
  private final PageIo io;

  @Inject
  TrivialFiles(Machine machine, PageIo io) {
    this.machine = machine;
    this.io = io;
  }

  @Override
  public Errno fsync(Inode inode, boolean dataOnly) {
    return flush();
  }

  @Override
  public Either<Errno, Extent> mapForDirectIo(
      Inode inode, long position, long length, boolean write) {
    long left = Layout.CAPACITY - position;
    if (left > 0) {
      long sector = Layout.sector(inode.number(), position);
      return Either.right(new Extent(Extent.State.MAPPED, sector, Math.min(length, left)));
    }
    return write
        ? Either.left(Errno.ENOSPC)
        : Either.right(new Extent(Extent.State.HOLE, 0, length));
  }

  /** Files only grow; what is gained reads as zeroes. */
  @Override
  public Errno setSize(Inode inode, long size) {
    return machine.atomicGet(() -> {
      if (size < inode.size()) {
        return Errno.EOPNOTSUPP;
      }
      inode.setSize(size);
      return Errno.OK;
    });
  }

  Errno flush() {
    return io.flushDevice();
  }
}
