package org.folioscope.vm.inode;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongArray;
import org.folioscope.eventlog.state.RefArray;
import org.folioscope.simulation.lock.Locks;
import org.folioscope.simulation.lock.Rwsem;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.errno.Errno;

/** The inodes in memory. An inode's number is its filesystem's, from 1. */
@Singleton
public final class Inodes implements StateOwner<InodeEvent> {

  private static final EventFamily<InodeEvent> FAMILY =
      EventFamily.of("inode", 1, InodeEvent.class);

  final Machine machine;
  final Emitter<InodeEvent> events;
  final RefArray<String> name;
  final LongArray size;
  final LongArray dirtyPages;
  final LongArray dirty;
  final LongArray errors;
  final RefArray<Errno> lastError;
  private final Rwsem.Family rwsems;
  private final Rwsem.Family invalidateLocks;
  private final List<Inode> handles = new ArrayList<>();

  /** No inode at first. */
  @Inject
  public Inodes(Machine machine, Locks locks) {
    this.machine = machine;
    this.name = machine.space().refs("inode.name");
    this.size = machine.space().longs("inode.size");
    this.dirtyPages = machine.space().longs("inode.dirty-pages");
    this.dirty = machine.space().longs("inode.dirty");
    this.errors = machine.space().longs("inode.wb-errors");
    this.lastError = machine.space().refs("inode.wb-error");
    this.rwsems = locks.rwsems("i_rwsem");
    this.invalidateLocks = locks.rwsems("invalidate_lock");
    this.events = machine.own(this);
  }

  /** The inode with this number. */
  public Inode of(int number) {
    while (handles.size() <= number) {
      int next = handles.size();
      handles.add(new Inode(this, next, rwsems.of(next), invalidateLocks.of(next)));
    }
    return handles.get(number);
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
      case InodeEvent.WritebackErrorRecorded e -> {
        errors.add(e.inode(), 1);
        lastError.set(e.inode(), e.errno());
      }
    }
  }
}
