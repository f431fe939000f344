package org.folioscope.vm.memfile;

import io.vavr.control.Either;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.contract.Extent;
import org.folioscope.vm.contract.FallocateMode;
import org.folioscope.vm.contract.FaultResult;
import org.folioscope.vm.contract.FileOperations;
import org.folioscope.vm.contract.InodeOperations;
import org.folioscope.vm.contract.MappingOperations;
import org.folioscope.vm.contract.MountedFilesystem;
import org.folioscope.vm.contract.Namespace;
import org.folioscope.vm.contract.VmOperations;
import org.folioscope.vm.contract.WritebackControl;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.truncate.Truncation;

/**
 * What shmem and hugetlbfs have in common. Nothing is ever written back: being dirty is a flag of
 * the page and nobody's business (noop_dirty_folio), and there is nothing to make durable
 * (noop_fsync). So there is no page_mkwrite either, and a page is mapped writable at once.
 */
abstract class MemoryFilesystem
    implements MountedFilesystem,
        Namespace,
        InodeOperations,
        MappingOperations,
        FileOperations,
        VmOperations {

  private final Machine machine;
  private final MemoryPages pages;
  private final Truncation truncation;
  private final String faultFunction;
  private final String readFunction;

  MemoryFilesystem(
      Machine machine,
      MemoryPages pages,
      Truncation truncation,
      String faultFunction,
      String readFunction) {
    this.machine = machine;
    this.pages = pages;
    this.truncation = truncation;
    this.faultFunction = faultFunction;
    this.readFunction = readFunction;
  }

  @Override
  public final Namespace namespace() {
    return this;
  }

  @Override
  public final InodeOperations inodes() {
    return this;
  }

  @Override
  public final MappingOperations mappings() {
    return this;
  }

  @Override
  public final FileOperations files() {
    return this;
  }

  @Override
  public final VmOperations memory() {
    return this;
  }

  /** No file of the kernel's own mounts has a name. */
  @Override
  public final Either<Errno, Inode> lookup(String name) {
    return Either.left(Errno.ENOENT);
  }

  @Override
  public final Either<Errno, Inode> create(String name) {
    return Either.left(Errno.EOPNOTSUPP);
  }

  /** What is gained is a hole; pages beyond the end go, whoever maps or holds them. */
  @Override
  public Errno setSize(Inode inode, long size) {
    truncation.setSize(inode, size, Folio.SIZE);
    return Errno.OK;
  }

  /**
   * Holes and space as shmem_fallocate makes them; no range is zeroed in place. Space is a page of
   * zeroes for each page of the range.
   */
  @Override
  public Errno fallocate(Inode inode, FallocateMode mode, long position, long length) {
    if (mode.zeroes() && mode != FallocateMode.PUNCH_HOLE) {
      return Errno.EOPNOTSUPP;
    }
    inode.rwsem().downWrite();
    long end = position + length;
    if (mode == FallocateMode.PUNCH_HOLE) {
      truncation.truncatePages(inode, position, end);
    } else {
      for (long index = position / Folio.SIZE; index * Folio.SIZE < end; index++) {
        Folio folio = pages.findOrCreateLocked(inode, index);
        folio.unlock();
        folio.put();
      }
      machine.atomic(() -> {
        if (!mode.keepsSize() && end > inode.size()) {
          inode.setSize(end);
        }
      });
    }
    inode.rwsem().upWrite();
    return Errno.OK;
  }

  @Override
  public final Either<FaultResult, Folio> fault(
      Inode inode, long index, FilemapFault filemapFault) {
    try (Frame _ = machine.enter(faultFunction, "index", index)) {
      return pages.fault(inode, index);
    }
  }

  @Override
  public final boolean tracksStores() {
    return false;
  }

  /** Not called: stores are not tracked. */
  @Override
  public final FaultResult pageMkwrite(Inode inode, Folio folio) {
    return FaultResult.SIGBUS;
  }

  @Override
  public final Either<Errno, Content> read(
      Inode inode, long position, long length, FilemapRead filemapRead) {
    try (Frame _ = machine.enter(readFunction, "inode", inode.number())) {
      return pages.read(inode, position, length);
    }
  }

  /** Not called: reads and faults get pages by themselves. */
  @Override
  public final Errno readFolio(Inode inode, Folio folio) {
    folio.unlock();
    return Errno.EIO;
  }

  @Override
  public final boolean dirtyFolio(Inode inode, Folio folio) {
    return folio.testAndSet(PageFlag.DIRTY);
  }

  @Override
  public final Errno writepages(Inode inode, WritebackControl control) {
    return Errno.OK;
  }

  @Override
  public final Errno fsync(Inode inode, boolean dataOnly) {
    return Errno.OK;
  }

  /** There is no device to go to past the page cache. */
  @Override
  public final Either<Errno, Extent> mapForDirectIo(
      Inode inode, long position, long length, boolean write) {
    return Either.left(Errno.EINVAL);
  }
}
