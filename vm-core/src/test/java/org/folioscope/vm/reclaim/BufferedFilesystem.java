package org.folioscope.vm.reclaim;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import java.util.List;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.buffers.BufferFlag;
import org.folioscope.vm.buffers.BufferHeads;
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
import org.folioscope.vm.dirty.Dirtying;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.io.PageIo;
import org.folioscope.vm.trivial.TrivialFilesystem;
import org.folioscope.vm.writeback.DirtyScan;

/**
 * The trivial filesystem with a buffer head on each page that is written: what private data does to
 * reclaim.
 */
final class BufferedFilesystem
    implements FilesystemType, MountedFilesystem, MappingOperations, VmOperations {

  private final Machine machine;
  private final TrivialFilesystem trivial;
  private final BufferHeads buffers;
  private final Dirtying dirtying;
  private final DirtyScan scan;
  private final PageIo io;

  @Inject
  BufferedFilesystem(
      Machine machine,
      TrivialFilesystem trivial,
      BufferHeads buffers,
      Dirtying dirtying,
      DirtyScan scan,
      PageIo io) {
    this.machine = machine;
    this.trivial = trivial;
    this.buffers = buffers;
    this.dirtying = dirtying;
    this.scan = scan;
    this.io = io;
  }

  @Override
  public void format() {
    trivial.format();
  }

  @Override
  public MountedFilesystem mount() {
    return this;
  }

  @Override
  public Namespace namespace() {
    return trivial.namespace();
  }

  @Override
  public InodeOperations inodes() {
    return trivial.inodes();
  }

  @Override
  public MappingOperations mappings() {
    return this;
  }

  @Override
  public FileOperations files() {
    return trivial.files();
  }

  @Override
  public VmOperations memory() {
    return this;
  }

  @Override
  public Errno readFolio(Inode inode, Folio folio) {
    return trivial.mappings().readFolio(inode, folio);
  }

  @Override
  public Either<Errno, PreparedWrite> writeBegin(Inode inode, long position, int length) {
    Either<Errno, PreparedWrite> begun = trivial.mappings().writeBegin(inode, position, length);
    begun.forEach(prepared -> attach(prepared.folio()));
    return begun;
  }

  @Override
  public int writeEnd(Inode inode, long position, int copied, PreparedWrite prepared) {
    dirtyFolio(inode, prepared.folio());
    return trivial.mappings().writeEnd(inode, position, copied, prepared);
  }

  @Override
  public boolean dirtyFolio(Inode inode, Folio folio) {
    return buffers.blockDirtyFolio(inode, folio);
  }

  @Override
  public Errno writepages(Inode inode, WritebackControl control) {
    return scan.writeCachePages(inode, control, folio -> write(inode, folio));
  }

  private Errno write(Inode inode, Folio folio) {
    machine.atomic(() -> buffers.clear(folio, 0, BufferFlag.DIRTY));
    long position = machine.atomicGet(folio::index) * Folio.SIZE;
    long sector = trivial.files().mapForDirectIo(inode, position, Folio.SIZE, true).get().sector();
    long inside = machine.atomicGet(inode::size) - position;
    if (inside < Folio.SIZE) {
      io.zero(folio, (int) inside, (int) (Folio.SIZE - inside));
    }
    io.write(inode, List.of(folio), sector);
    return Errno.OK;
  }

  @Override
  public boolean releaseFolio(Inode inode, Folio folio) {
    return buffers.tryToFree(folio);
  }

  @Override
  public void invalidateFolio(Inode inode, Folio folio, int offset, int length) {
    buffers.invalidate(folio, offset, length);
  }

  @Override
  public FaultResult pageMkwrite(Inode inode, Folio folio) {
    FaultResult result = trivial.memory().pageMkwrite(inode, folio);
    if (result == FaultResult.LOCKED) {
      attach(folio);
      dirtying.markDirty(folio);
    }
    return result;
  }

  private void attach(Folio folio) {
    if (!machine.atomicGet(() -> buffers.has(folio))) {
      buffers.createEmpty(folio, Folio.SIZE);
    }
  }
}
