package org.folioscope.ext4;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.io.PageIo;

/**
 * Making pages valid. A page of several blocks is read block by block where they do not lie in one
 * piece, and always as a whole: no block of a page is valid alone.
 */
@Singleton
final class Ext4Pages {

  private final Machine machine;
  private final PageIo io;
  private final Ext4Allocation allocation;

  @Inject
  Ext4Pages(Machine machine, PageIo io, Ext4Allocation allocation) {
    this.machine = machine;
    this.io = io;
    this.allocation = allocation;
  }

  /** Reads a locked folio, which is unlocked now or at the end of the I/O. */
  void read(Inode inode, Folio folio) {
    if (allocation.perPage() == 1) {
      io.readOrZero(
          folio, machine.atomicGet(() -> allocation.readableSector(inode, folio.index())));
    } else {
      io.endRead(folio, !readBlocks(inode, folio, machine.nowGet(folio::index)).failed());
    }
  }

  /** Makes a locked folio valid of which a part is going to be written. */
  Errno fill(Inode inode, Folio folio, long index) {
    if (allocation.perPage() == 1) {
      return io.fillAround(folio, allocation.readableSector(inode, index));
    }
    if (machine.atomicGet(() -> folio.is(PageFlag.UPTODATE))) {
      return Errno.OK;
    }
    Errno errno = readBlocks(inode, folio, index);
    if (!errno.failed()) {
      folio.testAndSet(PageFlag.UPTODATE);
    }
    return errno;
  }

  private Errno readBlocks(Inode inode, Folio folio, long index) {
    Errno errno = Errno.OK;
    int size = allocation.blockSize();
    int next = 0;
    while (next < Folio.SIZE && !errno.failed()) {
      long sector = allocation.readableSector(inode, (index * Folio.SIZE + next) / size);
      int length = size;
      while (sector >= 0
          && next + length < Folio.SIZE
          && allocation.readableSector(inode, (index * Folio.SIZE + next + length) / size)
              == sector + length / 512) {
        length += size;
      }
      if (sector < 0) {
        io.zero(folio, next, length);
      } else {
        errno = io.readAndWait(folio, next, length, sector);
      }
      next += length;
    }
    return errno;
  }
}
