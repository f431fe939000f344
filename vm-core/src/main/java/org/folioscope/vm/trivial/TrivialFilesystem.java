package org.folioscope.vm.trivial;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.folioscope.block.BlockDevice;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongMap;
import org.folioscope.simulation.machine.Emitter;
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
public final class TrivialFilesystem
    implements FilesystemType,
        MountedFilesystem,
        Namespace,
        InodeOperations,
        StateOwner<TrivialEvent> {

  private static final EventFamily<TrivialEvent> FAMILY =
      EventFamily.of("trivial", 2, TrivialEvent.class);

  private final Machine machine;
  private final BlockDevice device;
  private final Inodes inodes;
  private final TrivialPages pages;
  private final TrivialFiles files;
  private final Emitter<TrivialEvent> events;
  private final LongMap<String> names;
  private final LongMap<Boolean> nameless;

  /** Without files. */
  @Inject
  TrivialFilesystem(
      Machine machine, BlockDevice device, Inodes inodes, TrivialPages pages, TrivialFiles files) {
    this.machine = machine;
    this.device = device;
    this.inodes = inodes;
    this.pages = pages;
    this.files = files;
    this.names = machine.space().map("trivial.names");
    this.nameless = machine.space().map("trivial.nameless");
    this.events = machine.own(this);
  }

  @Override
  public void format() {
    // a new device holds zeroes, which is all that an empty filesystem needs
  }

  @Override
  public MountedFilesystem mount() {
    return this;
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
      int number = 1;
      while (names.get(number) != null || nameless.get(number) != null) {
        number++;
      }
      if (number > Layout.files(device.sectors())) {
        return Either.left(Errno.ENOSPC);
      }
      events.emit(new TrivialEvent.FileCreated(number, name));
      return Either.right(inodes.load(number, name, 0));
    });
  }

  @Override
  public Errno unlink(String name) {
    return machine.atomicGet(() -> {
      Either<Errno, Inode> found = find(name);
      if (found.isRight()) {
        remove(name, found.get());
      }
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
      Either<Errno, Inode> replaced = find(to);
      if (!from.equals(to)) {
        replaced.forEach(inode -> remove(to, inode));
        events.emit(new TrivialEvent.FileRenamed(found.get().number(), from, to));
      }
      return Errno.OK;
    });
  }

  private void remove(String name, Inode inode) {
    events.emit(new TrivialEvent.FileUnlinked(inode.number(), name));
    inode.dropLink();
  }

  @Override
  public Errno setSize(Inode inode, long size) {
    return files.setSize(inode, size);
  }

  /** Blocks that could not be zeroed nobody gets. */
  @Override
  public void evict(Inode inode) {
    if (!files.zero(inode).failed()) {
      machine.atomic(() -> events.emit(new TrivialEvent.FileFreed(inode.number())));
    }
  }

  @Override
  public List<String> readdir() {
    return machine.atomicGet(() -> {
      List<String> found = new ArrayList<>();
      names.keys().forEach(number -> found.add(Objects.requireNonNull(names.get(number))));
      return List.copyOf(found);
    });
  }

  @Override
  public long freeBlocks() {
    return machine.atomicGet(
            () -> (long) Layout.files(device.sectors()) - names.size() - nameless.size())
        * Layout.BLOCKS_PER_FILE;
  }

  @Override
  public Errno sync() {
    return files.flush();
  }

  @Override
  public EventFamily<TrivialEvent> family() {
    return FAMILY;
  }

  @Override
  public void apply(TrivialEvent event) {
    switch (event) {
      case TrivialEvent.FileCreated e -> names.put(e.inode(), e.name());
      case TrivialEvent.FileUnlinked e -> {
        names.put(e.inode(), null);
        nameless.put(e.inode(), true);
      }
      case TrivialEvent.FileRenamed e -> names.put(e.inode(), e.to());
      case TrivialEvent.FileFreed e -> nameless.put(e.inode(), null);
    }
  }

  private Either<Errno, Inode> find(String name) {
    for (long number : names.keys()) {
      if (name.equals(names.get(number))) {
        return Either.right(inodes.of((int) number));
      }
    }
    return Either.left(Errno.ENOENT);
  }
}
