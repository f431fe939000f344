package org.folioscope.vm.trivial;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.contract.Extent;
import org.folioscope.vm.contract.FallocateMode;
import org.folioscope.vm.contract.FileOperations;
import org.folioscope.vm.contract.InodeOperations;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.io.PageIo;
import org.folioscope.vm.truncate.Reshaping;

/** Files and inodes of the trivial filesystem. */
@Singleton
final class TrivialFiles implements FileOperations, InodeOperations {

  private final Machine machine;
  private final PageIo io;
  private final TrivialState state;
  private final Reshaping reshaping;

  @Inject
  TrivialFiles(Machine machine, PageIo io, TrivialState state, Reshaping reshaping) {
    this.machine = machine;
    this.io = io;
    this.state = state;
    this.reshaping = reshaping;
  }

  @Override
  public Errno fsync(Inode inode, boolean dataOnly) {
    return flush();
  }

  @Override
  public Either<Errno, Extent> mapForDirectIo(
      Inode inode, long position, long length, boolean write) {
    if (position >= Layout.CAPACITY) {
      return write
          ? Either.left(Errno.ENOSPC)
          : Either.right(new Extent(Extent.State.HOLE, 0, length));
    }
    return Either.right(machine.atomicGet(() -> extent(inode, position, length, write)));
  }

  /** One block after the other, as long as they are alike; a write makes them valid. */
  private Extent extent(Inode inode, long position, long length, boolean write) {
    long limit = Math.min(position + length, Layout.CAPACITY);
    long end = position;
    boolean holds = state.holdBytes(inode, position / Folio.SIZE);
    while (end < limit && (write || state.holdBytes(inode, end / Folio.SIZE) == holds)) {
      if (write) {
        state.written(inode, end / Folio.SIZE);
      }
      end = Math.min((end / Folio.SIZE + 1) * Folio.SIZE, limit);
    }
    return new Extent(
        holds || write ? Extent.State.MAPPED : Extent.State.UNWRITTEN,
        Layout.sector(inode.number(), position),
        end - position);
  }

  @Override
  public Errno setSize(Inode inode, long size) {
    return reshaping.setSize(inode, size, state);
  }

  @Override
  public Errno fallocate(Inode inode, FallocateMode mode, long position, long length) {
    return reshaping.fallocate(inode, mode, position, length, state);
  }

  Errno flush() {
    return io.flushDevice();
  }
}
