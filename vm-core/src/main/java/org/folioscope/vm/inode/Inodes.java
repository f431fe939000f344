package org.folioscope.vm.inode;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongArray;
import org.folioscope.eventlog.state.LongMap;
import org.folioscope.eventlog.state.RefArray;
import org.folioscope.simulation.lock.Locks;
import org.folioscope.simulation.lock.Rwsem;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.machine.TaskIds;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.errno.Errno;
import org.jspecify.annotations.Nullable;

/**
 * The inodes in memory. The number of an inode of the mounted filesystem is the filesystem's, from
 * 1; those of the kernel's own mounts come from a counter on each CPU (get_next_ino).
 */
@Singleton
public final class Inodes implements StateOwner<InodeEvent> {

  /** The class of the directory's i_rwsem, another one than that of files (i_mutex_dir_key). */
  public static final String DIRECTORY_LOCK = "i_mutex_dir_key";

  private static final EventFamily<InodeEvent> FAMILY =
      EventFamily.of("inode", 2, InodeEvent.class);

  private static final long AS_EIO = 1;
  private static final long AS_ENOSPC = 2;

  final Machine machine;
  final Emitter<InodeEvent> events;
  final RefArray<String> name;
  final LongArray size;
  final LongArray dirtyPages;
  final LongArray dirty;
  final LongArray writebackIndex;
  final ErrorSequences errors;
  final ErrorSequences superblockErrors;

  /** The inodes without a name; false when they are being taken apart. */
  final LongMap<Boolean> unlinked;

  /** Whether opening leaves an error that nobody was told of to the opener. */
  final boolean openerIsTold;

  /** AS_EIO and AS_ENOSPC of the mappings. */
  private final LongArray mappingErrors;

  /** A lock class for each type of filesystem (i_mutex_key, invalidate_lock_key). */
  private final Rwsem directory;

  private final Map<Superblock, Rwsem.Family> rwsems = new EnumMap<>(Superblock.class);

  private final Map<Superblock, Rwsem.Family> invalidateLocks = new EnumMap<>(Superblock.class);
  private final LongArray made;
  private final Map<Superblock, List<Inode>> handles = new EnumMap<>(Superblock.class);

  /** No inode at first. */
  @Inject
  public Inodes(Machine machine, Locks locks, Policies policies) {
    this.machine = machine;
    this.name = machine.space().refs("inode.name");
    this.size = machine.space().longs("inode.size");
    this.dirtyPages = machine.space().longs("inode.dirty-pages");
    this.dirty = machine.space().longs("inode.dirty");
    this.writebackIndex = machine.space().longs("inode.writeback-index");
    this.errors = new ErrorSequences(machine.space(), "inode");
    this.superblockErrors = new ErrorSequences(machine.space(), "superblock");
    this.mappingErrors = machine.space().longs("inode.mapping-errors");
    this.unlinked = machine.space().map("inode.unlinked");
    this.openerIsTold =
        policies.get(InodePolicies.OPEN_AFTER_ERROR) == InodePolicies.OpenAfterError.SEES_IT;
    this.made = machine.space().longs("cpu.inodes-made");
    this.directory = locks.rwsems(DIRECTORY_LOCK).of(0);
    for (Superblock superblock : Superblock.values()) {
      rwsems.put(superblock, locks.rwsems(superblock.lockPrefix() + "i_rwsem"));
      invalidateLocks.put(superblock, locks.rwsems(superblock.lockPrefix() + "invalidate_lock"));
      handles.put(superblock, new ArrayList<>());
    }
    this.events = machine.own(this);
  }

  /** The i_rwsem of the one directory, whose inode has nothing else to tell. */
  public Rwsem directory() {
    return directory;
  }

  /** The inode with this number. */
  public Inode of(int number) {
    Superblock superblock = Superblock.of(number);
    List<Inode> known = Objects.requireNonNull(handles.get(superblock));
    while (known.size() <= superblock.index(number)) {
      int next = superblock.number(known.size());
      Rwsem rwsem = Objects.requireNonNull(rwsems.get(superblock)).of(next);
      Rwsem invalidate = Objects.requireNonNull(invalidateLocks.get(superblock)).of(next);
      known.add(new Inode(this, next, rwsem, invalidate));
    }
    return known.get(superblock.index(number));
  }

  /**
   * Makes an empty inode without a name in any directory. Only inside a step.
   *
   * @param superblock one of the kernel's own mounts
   * @param label what the inode is called nevertheless, for example {@code memfd:buf}
   * @return the inode, or null when this CPU has made as many as there can be
   */
  public @Nullable Inode make(Superblock superblock, String label) {
    int cpu = Math.max(machine.currentCpu(), 0);
    int index = made.getInt(cpu) * TaskIds.PROCESSES + cpu;
    if (index >= Superblock.INODES) {
      return null;
    }
    int number = superblock.number(index);
    events.emit(new InodeEvent.InodeMade(number, label, cpu));
    return of(number);
  }

  /** The inodes that {@link #make} made, by number. Only inside a step. */
  public List<Inode> nameless() {
    int most = 0;
    for (int cpu = 0; cpu < TaskIds.PROCESSES; cpu++) {
      most = Math.max(most, made.getInt(cpu));
    }
    List<Inode> found = new ArrayList<>();
    for (Superblock superblock : List.of(Superblock.SHMEM, Superblock.HUGETLB)) {
      for (int index = 0; index < most * TaskIds.PROCESSES; index++) {
        int number = superblock.number(index);
        boolean used = index / TaskIds.PROCESSES < made.getInt(index % TaskIds.PROCESSES);
        if (used && name.get(number) != null) {
          found.add(of(number));
        }
      }
    }
    return found;
  }

  /** The inodes that are in use without having a name. Only inside a step. */
  public List<Inode> unlinked() {
    return unlinked.keys().stream()
        .map(number -> of(number.intValue()))
        .filter(Inode::unlinked)
        .toList();
  }

  boolean hasMappingError(int inode, Errno errno) {
    return (mappingErrors.get(inode) & mappingFlag(errno)) != 0;
  }

  private static long mappingFlag(Errno errno) {
    return errno == Errno.ENOSPC ? AS_ENOSPC : AS_EIO;
  }

  /** Brings an inode into memory. Only inside a step. */
  public Inode load(int number, String fileName, long bytes) {
    events.emit(new InodeEvent.InodeLoaded(number, fileName, bytes));
    return of(number);
  }

  @Override
  public EventFamily<InodeEvent> family() {
    return FAMILY;
  }

  @Override
  public void apply(InodeEvent event) {
    switch (event) {
      case InodeEvent.InodeLoaded e -> {
        name.set(e.inode(), e.name());
        size.set(e.inode(), e.size());
      }
      case InodeEvent.SizeChanged e -> size.set(e.inode(), e.size());
      case InodeEvent.PagesDirtied e -> dirtyPages.set(e.inode(), 1);
      case InodeEvent.PagesDirtyCleared e -> dirtyPages.set(e.inode(), 0);
      case InodeEvent.InodeDirtied e -> dirty.set(e.inode(), 1);
      case InodeEvent.InodeDirtyCleared e -> dirty.set(e.inode(), 0);
      case InodeEvent.WritebackIndexSet e -> writebackIndex.set(e.inode(), e.index());
      case InodeEvent.WritebackErrorRecorded e -> {
        errors.set(e.inode(), e.errno());
        superblockErrors.set(Superblock.of(e.inode()).ordinal(), e.errno());
        mappingErrors.set(e.inode(), mappingErrors.get(e.inode()) | mappingFlag(e.errno()));
      }
      case InodeEvent.ErrorSeen e -> errors.see(e.inode());
      case InodeEvent.SuperblockErrorSeen e -> superblockErrors.see(e.superblock().ordinal());
      case InodeEvent.MappingErrorsTaken e -> mappingErrors.set(e.inode(), 0);
      case InodeEvent.LinkDropped e -> unlinked.put(e.inode(), true);
      case InodeEvent.EvictionBegan e -> unlinked.put(e.inode(), false);
      case InodeEvent.InodeEvicted e -> forget(e.inode());
      case InodeEvent.InodeMade e -> {
        name.set(e.inode(), e.name());
        made.add(e.cpu(), 1);
      }
    }
  }

  private void forget(int number) {
    name.set(number, null);
    size.set(number, 0);
    dirtyPages.set(number, 0);
    dirty.set(number, 0);
    writebackIndex.set(number, 0);
    errors.forget(number);
    mappingErrors.set(number, 0);
    unlinked.put(number, null);
  }
}
