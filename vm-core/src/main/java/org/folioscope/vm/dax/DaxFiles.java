package org.folioscope.vm.dax;

import io.vavr.control.Either;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.contract.Extent;
import org.folioscope.vm.contract.FallocateMode;
import org.folioscope.vm.contract.FileOperations;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.inode.Inode;

/**
 * Operations on files of a filesystem that is mounted with {@code dax}; its blocks are allocated
 * and freed as with a page cache.
 */
public final class DaxFiles implements FileOperations {

  private final Machine machine;
  private final DaxAccess dax;
  private final FileOperations cached;

  /**
   * For a filesystem's files.
   *
   * @param cached what it does with files that have a page cache
   */
  public DaxFiles(Machine machine, DaxAccess dax, FileOperations cached) {
    this.machine = machine;
    this.dax = dax;
    this.cached = cached;
  }

  @Override
  public Either<Errno, Content> read(
      Inode inode, long position, long length, FilemapRead filemapRead) {
    return Either.right(dax.read(inode, position, length));
  }

  /** Memory keeps what is stored into it. */
  @Override
  public Errno fsync(Inode inode, boolean dataOnly) {
    machine.atomic(inode::clearDirty);
    return Errno.OK;
  }

  @Override
  public Errno fallocate(Inode inode, FallocateMode mode, long position, long length) {
    return cached.fallocate(inode, mode, position, length);
  }

  /** Nothing goes past a page cache that is not there; writes are copied like any other. */
  @Override
  public Either<Errno, Extent> mapForDirectIo(
      Inode inode, long position, long length, boolean write) {
    return Either.left(Errno.EOPNOTSUPP);
  }
}
