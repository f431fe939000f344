package org.folioscope.vm.directory;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongArray;
import org.folioscope.eventlog.state.LongMap;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.contract.Namespace;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.inode.Inodes;
import org.folioscope.vm.inode.Superblock;

/** Names and sizes of files, changed at once and never lost: no journal stands behind it. */
@Singleton
public final class FlatDirectory implements StateOwner<DirectoryEvent>, Namespace {

  /** The number of the first file's inode; those below are a filesystem's own. */
  private static final int FIRST_INODE = 12;

  private static final EventFamily<DirectoryEvent> FAMILY =
      EventFamily.of("directory", 1, DirectoryEvent.class);

  private final Machine machine;
  private final Inodes inodes;
  private final Emitter<DirectoryEvent> events;
  private final LongMap<String> names;
  private final LongArray diskSize;

  /** An empty directory. */
  @Inject
  public FlatDirectory(Machine machine, Inodes inodes) {
    this.machine = machine;
    this.inodes = inodes;
    this.names = machine.space().map("directory.names");
    this.diskSize = machine.space().longs("directory.disk-size");
    this.events = machine.own(this);
  }

  @Override
  public Either<Errno, Inode> lookup(String name) {
    return machine.atomicGet(() -> {
      int number = find(name);
      return number == 0 ? Either.left(Errno.ENOENT) : Either.right(inodes.of(number));
    });
  }

  @Override
  public Either<Errno, Inode> create(String name) {
    return machine.atomicGet(() -> {
      if (find(name) != 0) {
        return Either.left(Errno.EEXIST);
      }
      Long last = names.previousKey(Integer.MAX_VALUE);
      int number = last == null ? FIRST_INODE : (int) (last + 1);
      if (number >= Superblock.INODES) {
        return Either.left(Errno.ENOSPC);
      }
      events.emit(new DirectoryEvent.EntryAdded(name, number));
      return Either.right(inodes.load(number, name, 0));
    });
  }

  @Override
  public List<String> readdir() {
    List<String> found = new ArrayList<>();
    names.keys().forEach(inode -> found.add(Objects.requireNonNull(names.get(inode))));
    return found;
  }

  /** The size on the disk is another one. Only inside a step. */
  public void setDiskSize(Inode inode, long size) {
    events.emit(new DirectoryEvent.DiskSizeChanged(inode.number(), size));
  }

  /** The size on the disk. */
  public long diskSize(Inode inode) {
    return diskSize.get(inode.number());
  }

  /**
   * Data up to the end of the file is on the disk: the size there follows if the file has grown.
   */
  public void dataWritten(Inode inode) {
    machine.atomic(() -> {
      if (diskSize.get(inode.number()) < inode.size()) {
        events.emit(new DirectoryEvent.DiskSizeChanged(inode.number(), inode.size()));
      }
    });
  }

  /** A line a file, for a person. */
  public List<String> render() {
    return readdir().stream()
        .map(name ->
            "inode " + find(name) + " \"" + name + "\" size on disk " + diskSize.get(find(name)))
        .toList();
  }

  @Override
  public EventFamily<DirectoryEvent> family() {
    return FAMILY;
  }

  @Override
  public void apply(DirectoryEvent event) {
    switch (event) {
      case DirectoryEvent.EntryAdded e -> names.put(e.inode(), e.name());
      case DirectoryEvent.DiskSizeChanged e -> diskSize.set(e.inode(), e.size());
    }
  }

  private int find(String name) {
    for (long inode : names.keys()) {
      if (name.equals(names.get(inode))) {
        return (int) inode;
      }
    }
    return 0;
  }
}
