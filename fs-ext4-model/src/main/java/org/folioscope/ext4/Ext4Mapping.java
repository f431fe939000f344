package org.folioscope.ext4;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.report.Reports;
import org.folioscope.vm.buffers.BufferHeads;
import org.folioscope.vm.contract.MappingOperations;
import org.folioscope.vm.contract.PreparedWrite;
import org.folioscope.vm.contract.WritebackControl;
import org.folioscope.vm.dirty.Dirtying;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.fault.FilePages;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.truncate.Truncation;

/** Operations on pages (ext4_da_aops). */
@Singleton
final class Ext4Mapping implements MappingOperations {

  private final Machine machine;
  private final Reports reports;
  private final BufferHeads buffers;
  private final Dirtying dirtying;
  private final Truncation truncation;
  private final FilePages pages;
  private final Ext4Pages contents;
  private final Ext4Allocation allocation;
  private final Ext4Writeback writeback;

  @Inject
  Ext4Mapping(
      Machine machine,
      Reports reports,
      BufferHeads buffers,
      Dirtying dirtying,
      Truncation truncation,
      FilePages pages,
      Ext4Pages contents,
      Ext4Allocation allocation,
      Ext4Writeback writeback) {
    this.machine = machine;
    this.reports = reports;
    this.buffers = buffers;
    this.dirtying = dirtying;
    this.truncation = truncation;
    this.pages = pages;
    this.contents = contents;
    this.allocation = allocation;
    this.writeback = writeback;
  }

  @Override
  public Errno readFolio(Inode inode, Folio folio) {
    try (Frame _ = machine.enter("ext4_read_folio", "folio", folio.frame())) {
      contents.read(inode, folio);
      return Errno.OK;
    }
  }

  @Override
  public Either<Errno, PreparedWrite> writeBegin(Inode inode, long position, int length) {
    try (Frame _ = machine.enter("ext4_da_write_begin", "inode", inode.number())) {
      Folio folio = pages.findOrCreateForWriting(inode, position / Folio.SIZE);
      allocation.attachBuffers(folio);
      Errno errno = allocation.prepare(inode, folio, (int) (position % Folio.SIZE), length);
      if (!errno.failed() && length < Folio.SIZE) {
        errno = contents.fill(inode, folio, position / Folio.SIZE);
        // __block_write_begin looks at the buffers, which do not know why they are not valid.
        errno = errno.failed() ? Errno.EIO : errno;
      }
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
    try (Frame _ = machine.enter("ext4_da_write_end", "inode", inode.number())) {
      long size = machine.nowGet(inode::size);
      dirtying.endWrite(inode, prepared.folio(), position + copied);
      truncation.sizeExtended(inode, size, position, allocation.blockSize());
      return copied;
    }
  }

  @Override
  public boolean dirtyFolio(Inode inode, Folio folio) {
    try (Frame _ = machine.enter("ext4_dirty_folio", "folio", folio.frame())) {
      // No step: nobody else can change what a holder of the folio lock sees here.
      machine.now(() -> {
        if (!folio.is(PageFlag.LOCKED) && !folio.is(PageFlag.DIRTY)) {
          reports.warnOnce(
              "warn-folio-dirtied-unlocked",
              "ext4_dirty_folio",
              "WARNING at fs/ext4/inode.c ext4_dirty_folio: page is neither locked nor dirty");
        }
        if (!buffers.has(folio)) {
          reports.warnOnce(
              "warn-folio-dirtied-without-buffers",
              "ext4_dirty_folio",
              "WARNING at fs/ext4/inode.c ext4_dirty_folio: page has no buffers");
        }
      });
      return buffers.blockDirtyFolio(inode, folio);
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
    try (Frame _ = machine.enter("ext4_release_folio", "folio", folio.frame())) {
      return buffers.tryToFree(folio);
    }
  }

  @Override
  public void invalidateFolio(Inode inode, Folio folio, int offset, int length) {
    buffers.invalidate(folio, offset, length);
  }
}
