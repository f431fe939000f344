package org.folioscope.xfs;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.contract.MappingOperations;
import org.folioscope.vm.contract.PreparedWrite;
import org.folioscope.vm.contract.WritebackControl;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.fault.FilePages;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.truncate.Truncation;

/**
 * Operations on pages (xfs_address_space_operations), through iomap, or with buffer heads as before
 * 4.19.
 */
@Singleton
final class XfsMapping implements MappingOperations {

  private final Machine machine;
  private final FilePages pages;
  private final Truncation truncation;
  private final XfsPages contents;
  private final XfsSpace space;
  private final XfsWriteback writeback;

  @Inject
  XfsMapping(
      Machine machine,
      FilePages pages,
      Truncation truncation,
      XfsPages contents,
      XfsSpace space,
      XfsWriteback writeback) {
    this.machine = machine;
    this.pages = pages;
    this.truncation = truncation;
    this.contents = contents;
    this.space = space;
    this.writeback = writeback;
  }

  @Override
  public Errno readFolio(Inode inode, Folio folio) {
    try (Frame _ = machine.enter("iomap_read_folio", "folio", folio.frame())) {
      contents.read(inode, folio);
      return Errno.OK;
    }
  }

  @Override
  public Either<Errno, PreparedWrite> writeBegin(Inode inode, long position, int length) {
    try (Frame _ = machine.enter("iomap_write_begin", "inode", inode.number())) {
      int blockSize = space.blockSize();
      Errno errno = space.reserve(inode, position / blockSize, (position + length - 1) / blockSize);
      if (errno.failed()) {
        return Either.left(errno);
      }
      Folio folio = pages.findOrCreateForWriting(inode, position / Folio.SIZE);
      errno = contents.prepare(inode, folio, position, length);
      if (errno.failed()) {
        folio.unlock();
        folio.put();
        return Either.left(errno);
      }
      return Either.right(new PreparedWrite(folio, ""));
    }
  }

  @Override
  public int writeEnd(Inode inode, long position, int copied, PreparedWrite prepared) {
    try (Frame _ = machine.enter("iomap_write_end", "inode", inode.number())) {
      long size = machine.nowGet(inode::size);
      contents.endWrite(inode, position, copied, prepared);
      truncation.sizeExtended(inode, size, position, space.blockSize());
      return copied;
    }
  }

  @Override
  public boolean dirtyFolio(Inode inode, Folio folio) {
    String function = contents.hasBufferHeads() ? "xfs_vm_set_page_dirty" : "iomap_dirty_folio";
    try (Frame _ = machine.enter(function, "folio", folio.frame())) {
      return contents.states().dirtyFolio(inode, folio);
    }
  }

  @Override
  public Errno writepages(Inode inode, WritebackControl control) {
    return writeback.writepages(inode, control);
  }

  @Override
  public boolean writepage(Inode inode, Folio folio) {
    return writeback.writepage(inode, folio);
  }

  @Override
  public boolean releaseFolio(Inode inode, Folio folio) {
    try (Frame _ = machine.enter("xfs_vm_releasepage", "folio", folio.frame())) {
      return contents.states().release(folio);
    }
  }

  @Override
  public void invalidateFolio(Inode inode, Folio folio, int offset, int length) {
    contents.states().invalidate(folio, offset, length);
  }
}
