package org.folioscope.xfs;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.folioscope.block.BlockDevice;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.contract.FileOperations;
import org.folioscope.vm.contract.FilesystemType;
import org.folioscope.vm.contract.InodeOperations;
import org.folioscope.vm.contract.MappingOperations;
import org.folioscope.vm.contract.MountedFilesystem;
import org.folioscope.vm.contract.Namespace;
import org.folioscope.vm.contract.VmOperations;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.inode.Inodes;
import org.folioscope.vm.io.PageIo;

/**
 * A filesystem like XFS with blocks of one page: what it does to pages and extents. Metadata changes are not logged: they are in memory
 * at once and never lost.
 */
@Singleton
final class Xfs implements FilesystemType, MountedFilesystem, Namespace, InodeOperations {

  /** Blocks before the first data block: the headers of the allocation group, its trees, the first inodes. */
  private static final long METADATA_BLOCKS = 24;

  private final Machine machine;
  private final BlockDevice device;
  private final Inodes inodes;
  private final PageIo io;
  private final XfsState state;
  private final XfsMapping mapping;
  private final XfsFiles files;
  private final XfsMemory memory;

  @Inject
  Xfs(
      Machine machine,
      BlockDevice device,
      Inodes inodes,
      PageIo io,
      XfsState state,
      XfsMapping mapping,
      XfsFiles files,
      XfsMemory memory) {
    this.machine = machine;
    this.device = device;
    this.inodes = inodes;
    this.io = io;
    this.state = state;
    this.mapping = mapping;
    this.files = files;
    this.memory = memory;
  }

  @Override
  public void format() {
    long end = device.sectors() / XfsSpace.SECTORS_PER_BLOCK;
    machine.atomic(() -> state.emit(new XfsEvent.FilesystemFormatted(METADATA_BLOCKS, end)));
  }

  @Override
  public MountedFilesystem mount() {
    return this;
  }

  @Override
  public List<String> render() {
    List<String> lines = new ArrayList<>();
    for (String name : state.names()) {
      int inode = state.find(name);
      lines.add("inode " + inode + " \"" + name + "\" size on disk " + state.diskSize(inode));
    }
    return lines;
  }

  @Override
  public Namespace namespace() {
    return this;
  }

  @Override
  public InodeOperations inodes() {
    return this;
  }

  @Override
  public MappingOperations mappings() {
    return mapping;
  }

  @Override
  public FileOperations files() {
    return files;
  }

  @Override
  public VmOperations memory() {
    return memory;
  }

  @Override
  public Errno sync() {
    return io.flushDevice();
  }

  @Override
  public long freeBlocks() {
    return state.available();
  }

  @Override
  public Either<Errno, Inode> lookup(String name) {
    int number = machine.atomicGet(() -> state.find(name));
    return number == 0 ? Either.left(Errno.ENOENT) : Either.right(inodes.of(number));
  }

  @Override
  public Either<Errno, Inode> create(String name) {
    return machine.atomicGet(
        () -> {
          if (state.find(name) != 0) {
            return Either.left(Errno.EEXIST);
          }
          int number = state.nextInode();
          state.emit(new XfsEvent.EntryAdded(name, number));
          return Either.right(inodes.load(number, name, 0));
        });
  }

  @Override
  public List<String> readdir() {
    return state.names();
  }

  @Override
  public Errno setSize(Inode inode, long size) {
    return machine.atomicGet(
        () -> {
          if (size < inode.size()) {
            return Errno.EOPNOTSUPP;
          }
          inode.setSize(size);
          inode.markDirty();
          state.emit(new XfsEvent.DiskSizeChanged(inode.number(), size));
          return Errno.OK;
        });
  }
}
