package org.folioscope.vm.trivial;

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

/**
 * The trivial filesystem: one flat directory, a fixed run of blocks for each file, i_size in the
 * inode in memory. There is no metadata on the device, so nothing to journal and nothing to
 * recover.
 */
@Singleton
public final class TrivialFilesystem implements FilesystemType, MountedFilesystem, Namespace {

  private final Machine machine;
  private final BlockDevice device;
  private final Inodes inodes;
  private final TrivialPages pages;
  private final TrivialFiles files;
  private final TrivialState state;

  /** Without files. */
  @Inject
  TrivialFilesystem(
      Machine machine,
      BlockDevice device,
      Inodes inodes,
      TrivialPages pages,
      TrivialFiles files,
      TrivialState state) {
    this.machine = machine;
    this.device = device;
    this.inodes = inodes;
    this.pages = pages;
    this.files = files;
    this.state = state;
  }

  @Override
  public MountedFilesystem mount() {
    return this;
  }

  @Override
  public MountedFilesystem mountAfterPowerCut() {
    machine.atomic(() -> {
      for (long number : state.files()) {
        inodes.load((int) number, state.name(number), inodes.of((int) number).size());
      }
    });
    return this;
  }

  @Override
  public Namespace namespace() {
    return this;
  }

  @Override
  public InodeOperations inodes() {
    return files;
  }

  @Override
  public MappingOperations mappings() {
    return pages;
  }

  @Override
  public FileOperations files() {
    return files;
  }

  @Override
  public VmOperations memory() {
    return pages;
  }

  @Override
  public Either<Errno, Inode> lookup(String name) {
    return machine.atomicGet(() -> find(name));
  }

  @Override
  public Either<Errno, Inode> create(String name) {
    return machine.atomicGet(() -> {
      if (find(name).isRight()) {
        return Either.left(Errno.EEXIST);
      }
      int number = state.firstFree();
      if (number > Layout.files(device.sectors())) {
        return Either.left(Errno.ENOSPC);
      }
      state.created(number, name);
      return Either.right(inodes.load(number, name, 0));
    });
  }

  @Override
  public Errno unlink(String name) {
    return machine.atomicGet(() -> {
      Either<Errno, Inode> found = find(name);
      found.forEach(inode -> remove(name, inode));
      return found.isLeft() ? found.getLeft() : Errno.OK;
    });
  }

  @Override
  public Errno rename(String from, String to) {
    return machine.atomicGet(() -> {
      Either<Errno, Inode> found = find(from);
      if (found.isLeft()) {
        return found.getLeft();
      }
      if (!from.equals(to)) {
        find(to).forEach(inode -> remove(to, inode));
        state.renamed(found.get().number(), from, to);
      }
      return Errno.OK;
    });
  }

  private void remove(String name, Inode inode) {
    state.unlinked(inode.number(), name);
    inode.dropLink();
  }

  @Override
  public List<String> readdir() {
    return machine.atomicGet(() -> {
      List<String> found = new ArrayList<>();
      state.files().forEach(number -> found.add(state.name(number)));
      return List.copyOf(found);
    });
  }

  @Override
  public long freeBlocks() {
    return machine.atomicGet(() -> (long) Layout.files(device.sectors()) - state.count())
        * Layout.BLOCKS_PER_FILE;
  }

  @Override
  public Errno sync() {
    return files.flush();
  }

  private Either<Errno, Inode> find(String name) {
    for (long number : state.files()) {
      if (name.equals(state.name(number))) {
        return Either.right(inodes.of((int) number));
      }
    }
    return Either.left(Errno.ENOENT);
  }
}
