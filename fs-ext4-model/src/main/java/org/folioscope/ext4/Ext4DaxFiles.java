package org.folioscope.ext4;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.contract.Extent;
import org.folioscope.vm.contract.FallocateMode;
import org.folioscope.vm.contract.FileOperations;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.inode.Inode;

/** Operations on files of a filesystem that is mounted with {@code dax}. */
@Singleton
final class Ext4DaxFiles implements FileOperations {

  private final Machine machine;
  private final Ext4Dax dax;
  private final Ext4Fallocate fallocate;

  @Inject
  Ext4DaxFiles(Machine machine, Ext4Dax dax, Ext4Fallocate fallocate) {
    this.machine = machine;
    this.dax = dax;
    this.fallocate = fallocate;
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
    return fallocate.fallocate(inode, mode, position, position + length);
  }

  /** Nothing goes past a page cache that is not there; writes are copied like any other. */
  @Override
  public Either<Errno, Extent> mapForDirectIo(
      Inode inode, long position, long length, boolean write) {
    return Either.left(Errno.EOPNOTSUPP);
  }
}
