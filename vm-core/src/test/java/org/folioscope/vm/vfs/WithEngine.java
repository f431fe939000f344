package org.folioscope.vm.vfs;

import io.vavr.control.Either;
import org.folioscope.vm.contract.Extent;
import org.folioscope.vm.contract.FileOperations;
import org.folioscope.vm.contract.MappingOperations;
import org.folioscope.vm.contract.MountedFilesystem;
import org.folioscope.vm.contract.Namespace;
import org.folioscope.vm.contract.VmOperations;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.inode.Inode;

/** A filesystem with another engine for direct I/O. */
record WithEngine(MountedFilesystem filesystem, DirectEngine engine)
    implements MountedFilesystem, FileOperations {

  @Override
  public DirectEngine directEngine() {
    return engine;
  }

  @Override
  public Namespace namespace() {
    return filesystem.namespace();
  }

  @Override
  public MappingOperations mappings() {
    return filesystem.mappings();
  }

  @Override
  public FileOperations files() {
    return this;
  }

  @Override
  public VmOperations memory() {
    return filesystem.memory();
  }

  @Override
  public Errno fsync(Inode inode, boolean dataOnly) {
    return filesystem.files().fsync(inode, dataOnly);
  }

  @Override
  public Either<Errno, Extent> mapForDirectIo(
      Inode inode, long position, long length, boolean write) {
    return filesystem.files().mapForDirectIo(inode, position, length, write);
  }
}
