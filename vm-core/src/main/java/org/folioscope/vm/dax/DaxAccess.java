package org.folioscope.vm.dax;

import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.List;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.contract.FaultResult;
import org.folioscope.vm.contract.MappingOperations;
import org.folioscope.vm.contract.PreparedWrite;
import org.folioscope.vm.contract.VmOperations;
import org.folioscope.vm.contract.WritebackControl;
import org.folioscope.vm.directory.FlatDirectory;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.jspecify.annotations.Nullable;

/**
 * Files of a filesystem that is mounted with {@code dax}: reads, writes and mappings reach the
 * blocks themselves (fs/dax.c). Blocks are chosen and zeroed when they are first touched; nothing
 * is ever dirty. ENOSPC where there is no block to be had.
 */
public final class DaxAccess implements MappingOperations, VmOperations {

  private final Machine machine;
  private final FlatDirectory directory;
  private final DaxPages pages;
  private final DaxBlocks blocks;

  /** For a filesystem's files. */
  public DaxAccess(Machine machine, FlatDirectory directory, DaxPages pages, DaxBlocks blocks) {
    this.machine = machine;
    this.directory = directory;
    this.pages = pages;
    this.blocks = blocks;
  }

  /** Copies out of the blocks, up to the end of the file (dax_iomap_rw). */
  Content read(Inode inode, long position, long length) {
    try (Frame _ = machine.enter("dax_iomap_rw", "inode", inode.number())) {
      long end = Math.min(position + length, machine.atomicGet(inode::size));
      List<Content> read = new ArrayList<>();
      long next = position;
      while (next < end) {
        int offset = (int) (next % Folio.SIZE);
        int count = (int) Math.min(Folio.SIZE - offset, end - next);
        read.add(readPage(inode, next / Folio.SIZE, offset, count));
        next += count;
      }
      return Content.concat(read);
    }
  }

  private Content readPage(Inode inode, long index, int offset, int count) {
    Folio folio = find(inode, index);
    return folio == null
        ? Content.fill(0, count)
        : machine.atomicGet(() -> folio.load(offset, count));
  }

  /** The page of a block that is there and was written; null for a hole. */
  private @Nullable Folio find(Inode inode, long index) {
    long block = blocks.written(inode, index);
    return block < 0 ? null : pages.associate(inode, index, block, false);
  }

  /** The page of a block that is chosen and zeroed if need be; ENOSPC. */
  private Either<Errno, Folio> findOrAllocate(Inode inode, long index) {
    Folio there = find(inode, index);
    if (there != null) {
      return Either.right(there);
    }
    long place = blocks.allocateZeroed(inode, index);
    return place == 0
        ? Either.left(Errno.ENOSPC)
        : Either.right(pages.associate(inode, index, place, true));
  }

  /** Zeroes a part of a page; a hole stays one (dax_zero_range). */
  public void zero(Inode inode, long from, int length) {
    Folio folio = find(inode, from / Folio.SIZE);
    if (folio != null) {
      machine.atomic(() -> folio.write((int) (from % Folio.SIZE), Content.fill(0, length)));
    }
  }

  /** Never asked for: pages are valid as soon as they are there. */
  @Override
  public Errno readFolio(Inode inode, Folio folio) {
    folio.unlock();
    return Errno.EIO;
  }

  @Override
  public Either<Errno, PreparedWrite> writeBegin(Inode inode, long position, int length) {
    try (Frame _ = machine.enter("dax_iomap_rw", "inode", inode.number())) {
      Either<Errno, Folio> found = findOrAllocate(inode, position / Folio.SIZE);
      found.forEach(folio -> {
        machine.atomic(folio::get);
        folio.lock();
      });
      return found.map(folio -> new PreparedWrite(folio, ""));
    }
  }

  @Override
  public int writeEnd(Inode inode, long position, int copied, PreparedWrite prepared) {
    machine.atomic(() -> {
      if (position + copied > inode.size()) {
        inode.setSize(position + copied);
      }
      inode.markDirty();
    });
    directory.dataWritten(inode);
    prepared.folio().unlock();
    prepared.folio().put();
    return copied;
  }

  /** The block itself changed: there is nothing to be written (noop_dirty_folio). */
  @Override
  public boolean dirtyFolio(Inode inode, Folio folio) {
    return false;
  }

  @Override
  public Errno writepages(Inode inode, WritebackControl control) {
    return Errno.OK;
  }

  @Override
  public boolean mapsTheDevice() {
    return true;
  }

  /** A block is chosen also for a load, where the kernel would show a page of zeroes. */
  @Override
  public Either<FaultResult, Folio> fault(Inode inode, long index, FilemapFault filemapFault) {
    try (Frame _ = machine.enter("dax_iomap_fault", "inode", inode.number())) {
      inode.invalidateLock().downRead();
      Either<FaultResult, Folio> found = locked(inode, index);
      inode.invalidateLock().upRead();
      return found;
    }
  }

  private Either<FaultResult, Folio> locked(Inode inode, long index) {
    if (index * Folio.SIZE >= machine.atomicGet(inode::size)) {
      return Either.left(FaultResult.SIGBUS);
    }
    Either<Errno, Folio> found = findOrAllocate(inode, index);
    found.forEach(folio -> {
      machine.atomic(folio::get);
      folio.lock();
    });
    return found.mapLeft(errno -> FaultResult.SIGBUS);
  }

  @Override
  public FaultResult pageMkwrite(Inode inode, Folio folio) {
    try (Frame _ = machine.enter(blocks.mkwriteFunction(), "folio", folio.frame())) {
      machine.atomic(inode::markDirty);
      inode.invalidateLock().downRead();
      folio.lock();
      boolean present = machine.atomicGet(() -> PageCache.holds(folio, inode));
      if (!present) {
        folio.unlock();
      }
      inode.invalidateLock().upRead();
      return present ? FaultResult.LOCKED : FaultResult.NOPAGE;
    }
  }
}
