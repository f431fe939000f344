package org.folioscope.xfs;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.buffers.BufferFlag;
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
import org.folioscope.vm.io.PageIo;

/**
 * Operations on pages (xfs_address_space_operations), through iomap, or with buffer heads as before
 * 4.19.
 */
@Singleton
final class XfsMapping implements MappingOperations {

  private final Machine machine;
  private final BufferHeads buffers;
  private final Dirtying dirtying;
  private final FilePages pages;
  private final PageIo io;
  private final XfsSpace space;
  private final XfsWriteback writeback;
  private final boolean bufferHeads;

  @Inject
  XfsMapping(
      Machine machine,
      BufferHeads buffers,
      Dirtying dirtying,
      FilePages pages,
      PageIo io,
      XfsSpace space,
      XfsWriteback writeback,
      Policies policies) {
    this.machine = machine;
    this.buffers = buffers;
    this.dirtying = dirtying;
    this.pages = pages;
    this.io = io;
    this.space = space;
    this.writeback = writeback;
    this.bufferHeads = policies.get(XfsPolicies.PAGE_STATE) == XfsPolicies.PageState.BUFFER_HEADS;
  }

  @Override
  public Errno readFolio(Inode inode, Folio folio) {
    try (Frame _ = machine.enter("iomap_read_folio", "folio", folio.frame())) {
      long sector = machine.atomicGet(() -> space.readableSector(inode, folio.index()));
      if (sector < 0) {
        io.readHole(folio);
      } else {
        io.read(folio, sector);
      }
      return Errno.OK;
    }
  }

  @Override
  public Either<Errno, PreparedWrite> writeBegin(Inode inode, long position, int length) {
    try (Frame _ = machine.enter("iomap_write_begin", "inode", inode.number())) {
      Errno errno = space.reserve(inode, position / Folio.SIZE);
      if (errno.failed()) {
        return Either.left(errno);
      }
      Folio folio = pages.findOrCreateForWriting(inode, position / Folio.SIZE);
      attachBuffers(folio);
      if (length < Folio.SIZE) {
        errno = io.fillAround(folio, space.readableSector(inode, position / Folio.SIZE));
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
    try (Frame _ = machine.enter("iomap_write_end", "inode", inode.number())) {
      commitBuffers(prepared.folio());
      dirtying.endWrite(inode, prepared.folio(), position + copied);
      return copied;
    }
  }

  @Override
  public boolean dirtyFolio(Inode inode, Folio folio) {
    try (Frame _ =
        machine.enter(
            bufferHeads ? "xfs_vm_set_page_dirty" : "iomap_dirty_folio", "folio", folio.frame())) {
      return bufferHeads
          ? buffers.blockDirtyFolio(inode, folio, buffersInside(inode, folio))
          : dirtying.filemapDirtyFolio(inode, folio);
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
      boolean dirty = machine.atomicGet(() -> folio.is(PageFlag.DIRTY));
      return !dirty && buffers.tryToFree(folio);
    }
  }

  @Override
  public void invalidateFolio(Inode inode, Folio folio, int offset, int length) {
    buffers.invalidate(folio, offset, length);
  }

  /** Buffers beyond the end of the file stay clean: nothing would ever write them. */
  private int buffersInside(Inode inode, Folio folio) {
    long end = machine.atomicGet(inode::size);
    return machine.nowGet(() -> {
      long bytes = Math.clamp(end - folio.index() * Folio.SIZE, 0, Folio.SIZE);
      return (int) ((bytes + XfsSpace.BLOCK_SIZE - 1) / XfsSpace.BLOCK_SIZE);
    });
  }

  /**
   * Written buffers are dirty wherever they lie, since the file grows only afterwards
   * (__block_commit_write).
   */
  private void commitBuffers(Folio folio) {
    if (bufferHeads) {
      machine.atomic(() -> {
        for (int buffer = 0; buffer < buffers.count(folio); buffer++) {
          buffers.set(folio, buffer, BufferFlag.DIRTY);
        }
      });
    }
  }

  /** Gives a locked folio buffers if this kernel wants them and it has none. */
  void attachBuffers(Folio folio) {
    if (bufferHeads && !machine.nowGet(() -> buffers.has(folio))) {
      buffers.createEmpty(folio, XfsSpace.BLOCK_SIZE);
    }
  }
}
