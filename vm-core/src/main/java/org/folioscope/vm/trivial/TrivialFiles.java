package org.folioscope.vm.trivial;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.List;
import org.folioscope.block.Bio;
import org.folioscope.block.BioOp;
import org.folioscope.block.DmaBuffer;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.contract.Extent;
import org.folioscope.vm.contract.FileOperations;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.io.PageIo;

/** Files and inodes of the trivial filesystem. */
@Singleton
final class TrivialFiles implements FileOperations {

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
  Errno setSize(Inode inode, long size) {
    return machine.atomicGet(() -> {
      if (size < inode.size()) {
        return Errno.EOPNOTSUPP;
      }
      inode.setSize(size);
      return Errno.OK;
    });
  }

  /** Writes zeroes over all that the file holds, so that its blocks are as those of a new device. */
  Errno zero(Inode inode) {
    long bytes = Math.min(machine.atomicGet(inode::size), Layout.CAPACITY);
    long pages = (bytes + Folio.SIZE - 1) / Folio.SIZE;
    if (pages == 0) {
      return Errno.OK;
    }
    List<Bio.Segment> segments =
        Collections.nCopies((int) pages, new Bio.Segment(new ZeroPage(), 0, Folio.SIZE));
    long sector = Layout.sector(inode.number(), 0);
    return io.submitAndWait(endIo -> Bio.transfer(BioOp.WRITE, sector, segments, endIo));
  }

  /** The kernel's page of zeroes (ZERO_PAGE). */
  private record ZeroPage() implements DmaBuffer {

    @Override
    public long number() {
      return 0;
    }

    @Override
    public Content load(int offset, int length) {
      return Content.fill(0, length);
    }

    @Override
    public void store(int offset, Content content) {
      throw new IllegalStateException("nobody reads into the page of zeroes");
    }
  }

  Errno flush() {
    return io.flushDevice();
  }
}
