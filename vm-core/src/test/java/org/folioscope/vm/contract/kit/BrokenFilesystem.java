package org.folioscope.vm.contract.kit;

import com.google.inject.BindingAnnotation;
import io.vavr.control.Either;
import jakarta.inject.Inject;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.contract.FaultResult;
import org.folioscope.vm.contract.FileOperations;
import org.folioscope.vm.contract.FilesystemType;
import org.folioscope.vm.contract.InodeOperations;
import org.folioscope.vm.contract.MappingOperations;
import org.folioscope.vm.contract.MountedFilesystem;
import org.folioscope.vm.contract.Namespace;
import org.folioscope.vm.contract.PreparedWrite;
import org.folioscope.vm.contract.VmOperations;
import org.folioscope.vm.contract.WritebackControl;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.trivial.TrivialFilesystem;
import org.folioscope.vm.writeback.Writeback;

/** The trivial filesystem with one defect. */
final class BrokenFilesystem
    implements FilesystemType, MountedFilesystem, MappingOperations, VmOperations {

  private final Machine machine;
  private final TrivialFilesystem sound;
  private final Writeback writeback;
  private final Defect defect;
  private int count;

  /** What is wrong with it. */
  enum Defect {
    NONE,
    DIRTY_FOLIO_WAITS,
    DIRTY_FOLIO_FORGETS_THE_MARK,
    WRITE_END_LEAKS_A_REFERENCE,
    WRITE_END_KEEPS_THE_LOCK,
    WRITE_BEGIN_FORGETS_THE_OLD_BYTES,
    WRITEPAGES_DOES_NOTHING,
    PAGE_MKWRITE_RETURNS_UNLOCKED,
    PAGE_MKWRITE_KEEPS_INVALIDATE_LOCK,
    BEHAVES_BY_A_FIELD
  }

  /** Names the defect that a bench's filesystem has. */
  @BindingAnnotation
  @Retention(RetentionPolicy.RUNTIME)
  @interface With {}

  @Inject
  BrokenFilesystem(
      Machine machine, TrivialFilesystem sound, Writeback writeback, @With Defect defect) {
    this.machine = machine;
    this.sound = sound;
    this.writeback = writeback;
    this.defect = defect;
  }

  @Override
  public void format() {
    sound.format();
  }

  @Override
  public MountedFilesystem mount() {
    return this;
  }

  @Override
  public Namespace namespace() {
    return sound.namespace();
  }

  @Override
  public InodeOperations inodes() {
    return sound.inodes();
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
    return this;
  }

  @Override
  public Errno readFolio(Inode inode, Folio folio) {
    return sound.mappings().readFolio(inode, folio);
  }

  @Override
  public Either<Errno, PreparedWrite> writeBegin(Inode inode, long position, int length) {
    count++;
    if (defect == Defect.WRITE_BEGIN_FORGETS_THE_OLD_BYTES) {
      long page = position - position % Folio.SIZE;
      return sound.mappings().writeBegin(inode, page, Folio.SIZE);
    }
    return sound.mappings().writeBegin(inode, position, length);
  }

  @Override
  public int writeEnd(Inode inode, long position, int copied, PreparedWrite prepared) {
    if (defect == Defect.WRITE_END_LEAKS_A_REFERENCE) {
      machine.atomic(() -> prepared.folio().get());
    }
    int accepted = sound.mappings().writeEnd(inode, position, copied, prepared);
    if (defect == Defect.WRITE_END_KEEPS_THE_LOCK) {
      prepared.folio().lock();
    }
    if (defect == Defect.BEHAVES_BY_A_FIELD && count > 3) {
      prepared.folio().testAndSet(PageFlag.REFERENCED);
    }
    return accepted;
  }

  @Override
  public boolean dirtyFolio(Inode inode, Folio folio) {
    if (defect == Defect.DIRTY_FOLIO_WAITS) {
      writeback.wait(folio);
    }
    if (defect == Defect.DIRTY_FOLIO_FORGETS_THE_MARK) {
      return folio.testAndSet(PageFlag.DIRTY);
    }
    return sound.mappings().dirtyFolio(inode, folio);
  }

  @Override
  public Errno writepages(Inode inode, WritebackControl control) {
    return defect == Defect.WRITEPAGES_DOES_NOTHING
        ? Errno.OK
        : sound.mappings().writepages(inode, control);
  }

  @Override
  public FaultResult pageMkwrite(Inode inode, Folio folio) {
    FaultResult result = sound.memory().pageMkwrite(inode, folio);
    if (defect == Defect.PAGE_MKWRITE_RETURNS_UNLOCKED && result == FaultResult.LOCKED) {
      folio.unlock();
    }
    if (defect == Defect.PAGE_MKWRITE_KEEPS_INVALIDATE_LOCK) {
      inode.invalidateLock().downRead();
    }
    return result;
  }
}
