package org.folioscope.ext4;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongArray;
import org.folioscope.eventlog.state.LongCell;
import org.folioscope.eventlog.state.LongMap;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Machine;
import org.jspecify.annotations.Nullable;

/** The metadata of the filesystem: block maps and free space. */
@Singleton
final class Ext4State implements StateOwner<Ext4Event> {

  private static final EventFamily<Ext4Event> FAMILY = EventFamily.of("ext4", 2, Ext4Event.class);
  private static final int LOGICAL_BITS = 32;

  private final Emitter<Ext4Event> events;
  private final LongMap<Block> blocks;
  private final LongArray used;
  private final LongCell free;
  private final LongCell reserved;
  private final LongCell first;
  private final LongCell end;

  @Inject
  Ext4State(Machine machine) {
    blocks = machine.space().map("ext4.blocks");
    used = machine.space().longs("ext4.used");
    free = machine.space().cell("ext4.free-blocks");
    reserved = machine.space().cell("ext4.reserved-blocks");
    first = machine.space().cell("ext4.first-block");
    end = machine.space().cell("ext4.end-block");
    machine.space().durable("ext4.");
    events = machine.own(this);
  }

  /**
   * After a power cut: delayed blocks were in memory only, and those of files without a name are
   * free. Only inside a step.
   */
  void recover(IntPredicate named) {
    for (long key : blocks.keys()) {
      int inode = (int) (key >>> LOGICAL_BITS);
      if (Block.DELAYED.equals(blocks.get(key)) || !named.test(inode)) {
        events.emit(new Ext4Event.BlockRemoved(inode, key & 0xFFFF_FFFFL));
      }
    }
  }

  void emit(Ext4Event event) {
    events.emit(event);
  }

  /** What is known of a block; null for a hole. */
  @Nullable Block block(int inode, long logical) {
    return blocks.get(key(inode, logical));
  }

  /** The first block of a file in a range that is no hole, or a negative number. */
  long next(int inode, long from, long last) {
    Long key = blocks.nextKey(key(inode, from));
    return key == null || key > key(inode, last) ? -1 : key - key(inode, 0);
  }

  /** Blocks that can still be promised. */
  long available() {
    return free.get() - reserved.get();
  }

  /**
   * The first free block at or after the goal, or before it when there is none behind; 0 when the
   * device is full.
   */
  long firstFree(long goal) {
    long start = Math.max(goal, first.get());
    for (long block = start; block < end.get(); block++) {
      if (used.get((int) block) == 0) {
        return block;
      }
    }
    for (long block = first.get(); block < start; block++) {
      if (used.get((int) block) == 0) {
        return block;
      }
    }
    return 0;
  }

  @Override
  public EventFamily<Ext4Event> family() {
    return FAMILY;
  }

  @Override
  public void apply(Ext4Event event) {
    switch (event) {
      case Ext4Event.FilesystemFormatted e -> {
        first.set(e.first());
        end.set(e.end());
        free.set(e.end() - e.first());
      }
      case Ext4Event.BlockReserved e -> {
        blocks.put(key(e.inode(), e.logical()), Block.DELAYED);
        reserved.add(1);
      }
      case Ext4Event.BlockAllocated e -> allocated(e);
      case Ext4Event.BlockConverted e -> {
        Block block = Objects.requireNonNull(blocks.get(key(e.inode(), e.logical())));
        blocks.put(key(e.inode(), e.logical()), new Block(Block.State.WRITTEN, block.physical()));
      }
      case Ext4Event.BlockRemoved e -> removed(e);
      case Ext4Event.BlockMadeUnwritten e -> {
        Block block = Objects.requireNonNull(blocks.get(key(e.inode(), e.logical())));
        blocks.put(key(e.inode(), e.logical()), new Block(Block.State.UNWRITTEN, block.physical()));
      }
    }
  }

  private void allocated(Ext4Event.BlockAllocated event) {
    long key = key(event.inode(), event.logical());
    if (Block.DELAYED.equals(blocks.get(key))) {
      reserved.add(-1);
    }
    Block.State state = event.unwritten() ? Block.State.UNWRITTEN : Block.State.WRITTEN;
    blocks.put(key, new Block(state, event.physical()));
    used.set((int) event.physical(), 1);
    free.add(-1);
  }

  private void removed(Ext4Event.BlockRemoved event) {
    long key = key(event.inode(), event.logical());
    Block block = Objects.requireNonNull(blocks.get(key));
    if (block.state() == Block.State.DELAYED) {
      reserved.add(-1);
    } else {
      used.set((int) block.physical(), 0);
      free.add(1);
    }
    blocks.put(key, null);
  }

  private static long key(int inode, long logical) {
    return ((long) inode << LOGICAL_BITS) | logical;
  }
}
