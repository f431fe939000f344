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
import org.folioscope.eventlog.state.LongCell;
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
      EventFamily.of("directory", 2, DirectoryEvent.class);

  private final Machine machine;
  private final Inodes inodes;
  private final Emitter<DirectoryEvent> events;
  private final LongMap<String> names;
  private final LongArray diskSize;
  private final LongCell highest;

  /** An empty directory. */
  @Inject
  public FlatDirectory(Machine machine, Inodes inodes) {
    this.machine = machine;
    this.inodes = inodes;
    this.names = machine.space().map("directory.names");
    this.highest = machine.space().cell("directory.highest-inode");
    this.diskSize = machine.space().longs("directory.disk-size");
    machine.space().durable("directory.");
    this.events = machine.own(this);
  }

  /** After a power cut: brings the inodes into memory, as long as they are on the disk. A step. */
  public void recover() {
    machine.atomic(() -> {
      for (long number : names.keys()) {
        String name = Objects.requireNonNull(names.get(number));
        inodes.load((int) number, name, diskSize.get((int) number));
      }
    });
  }

  /** Whether the inode has a name. */
  public boolean names(int inode) {
    return names.get(inode) != null;
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
      int number = (int) Math.max(FIRST_INODE, highest.get() + 1);
      if (number >= Superblock.INODES) {
        return Either.left(Errno.ENOSPC);
      }
      events.emit(new DirectoryEvent.EntryAdded(name, number));
      return Either.right(inodes.load(number, name, 0));
    });
  }

  @Override
  public Errno unlink(String name) {
    return machine.atomicGet(() -> {
      int number = find(name);
      if (number == 0) {
        return Errno.ENOENT;
      }
      remove(name, number);
      return Errno.OK;
    });
  }

  @Override
  public Errno rename(String from, String to) {
    return machine.atomicGet(() -> {
      int number = find(from);
      int replaced = find(to);
      if (number == 0) {
        return Errno.ENOENT;
      }
      if (number != replaced) {
        if (replaced != 0) {
          remove(to, replaced);
        }
        events.emit(new DirectoryEvent.EntryRenamed(from, to, number));
      }
      return Errno.OK;
    });
  }

  private void remove(String name, int number) {
    events.emit(new DirectoryEvent.EntryRemoved(name, number));
    inodes.of(number).dropLink();
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
      case DirectoryEvent.EntryAdded e -> {
        names.put(e.inode(), e.name());
        highest.set(Math.max(highest.get(), e.inode()));
      }
      case DirectoryEvent.EntryRemoved e -> names.put(e.inode(), null);
      case DirectoryEvent.EntryRenamed e -> names.put(e.inode(), e.to());
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
