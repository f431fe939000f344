package org.folioscope.vm.trivial;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongArray;
import org.folioscope.eventlog.state.LongMap;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.truncate.Reshaping;

/**
 * All metadata: the names of files, the files that have lost theirs and are still in use, and which
 * of their blocks were cut off since they were written last, so that they read as zeroes.
 */
@Singleton
final class TrivialState implements StateOwner<TrivialEvent>, Reshaping.Blocks {

  private static final EventFamily<TrivialEvent> FAMILY =
      EventFamily.of("trivial", 2, TrivialEvent.class);

  private final Emitter<TrivialEvent> events;
  private final LongMap<String> names;
  private final LongMap<Boolean> nameless;
  private final LongArray discarded;

  @Inject
  TrivialState(Machine machine) {
    this.names = machine.space().map("trivial.names");
    this.nameless = machine.space().map("trivial.nameless");
    this.discarded = machine.space().longs("trivial.discarded");
    // There is no place for it on the device.
    machine.space().durable("inode.size");
    machine.space().durable("trivial.");
    this.events = machine.own(this);
  }

  void created(int inode, String name) {
    events.emit(new TrivialEvent.FileCreated(inode, name));
  }

  void unlinked(int inode, String name) {
    events.emit(new TrivialEvent.FileUnlinked(inode, name));
  }

  void renamed(int inode, String from, String to) {
    events.emit(new TrivialEvent.FileRenamed(inode, from, to));
  }

  /** The blocks of a file without a name can be another one's. */
  void freed(Inode inode) {
    free(inode, 0, Layout.BLOCKS_PER_FILE - 1);
    events.emit(new TrivialEvent.FileFreed(inode.number()));
  }

  /** The lowest number that no file has. */
  int firstFree() {
    int number = 1;
    while (names.get(number) != null || nameless.get(number) != null) {
      number++;
    }
    return number;
  }

  /** How many files there are, with a name or without. */
  int count() {
    return names.size() + nameless.size();
  }

  /** Those that have a name. */
  List<Long> files() {
    return names.keys();
  }

  String name(long inode) {
    return Objects.requireNonNull(names.get(inode));
  }

  @Override
  public boolean holdBytes(Inode inode, long block) {
    return block < Layout.BLOCKS_PER_FILE && discarded.get(slot(inode.number(), block)) == 0;
  }

  /** Every block has its place already. */
  @Override
  public Errno allocate(Inode inode, long first, long last) {
    return last < Layout.BLOCKS_PER_FILE ? Errno.OK : Errno.ENOSPC;
  }

  @Override
  public void free(Inode inode, long first, long last) {
    long end = Math.min(last, Layout.BLOCKS_PER_FILE - 1);
    if (first <= end) {
      events.emit(new TrivialEvent.BlocksDiscarded(inode.number(), first, end));
    }
  }

  /** The block was written. Only inside a step. */
  void written(Inode inode, long block) {
    if (!holdBytes(inode, block)) {
      events.emit(new TrivialEvent.BlockRewritten(inode.number(), block));
    }
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
      case TrivialEvent.BlocksDiscarded e -> {
        for (long block = e.first(); block <= e.last(); block++) {
          discarded.set(slot(e.inode(), block), 1);
        }
      }
      case TrivialEvent.BlockRewritten e -> discarded.set(slot(e.inode(), e.block()), 0);
    }
  }

  private static int slot(int inode, long block) {
    return inode * Layout.BLOCKS_PER_FILE + (int) block;
  }
}
