package org.folioscope.vm.fault;

import io.vavr.control.Either;
import org.folioscope.vm.contract.FileOperations;
import org.folioscope.vm.contract.MappingOperations;
import org.folioscope.vm.contract.MountedFilesystem;
import org.folioscope.vm.contract.Namespace;
import org.folioscope.vm.contract.PreparedWrite;
import org.folioscope.vm.contract.VmOperations;
import org.folioscope.vm.contract.WritebackControl;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;

/**
 * A filesystem whose reads start well and end badly: the page is unlocked without having become
 * valid.
 */
final class FailingReads implements MountedFilesystem, MappingOperations {

  private final MountedFilesystem sound;

  FailingReads(MountedFilesystem sound) {
    this.sound = sound;
  }

  @Override
  public Errno readFolio(Inode inode, Folio folio) {
    folio.unlock();
    return Errno.OK;
  }

  @Override
  public Namespace namespace() {
    return sound.namespace();
  }

  @Override
  public MappingOperations mappings() {
    return this;
  }

  @Override
  public FileOperations files() {
    return sound.files();
  }

  @Override
  public VmOperations memory() {
    return sound.memory();
  }

  @Override
  public Either<Errno, PreparedWrite> writeBegin(Inode inode, long position, int length) {
    return sound.mappings().writeBegin(inode, position, length);
  }

  @Override
  public int writeEnd(Inode inode, long position, int copied, PreparedWrite prepared) {
    return sound.mappings().writeEnd(inode, position, copied, prepared);
  }

  @Override
  public boolean dirtyFolio(Inode inode, Folio folio) {
    return sound.mappings().dirtyFolio(inode, folio);
  }

  @Override
  public Errno writepages(Inode inode, WritebackControl control) {
    return sound.mappings().writepages(inode, control);
  }
}
