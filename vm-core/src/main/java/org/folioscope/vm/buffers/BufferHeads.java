package org.folioscope.vm.buffers;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongArray;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.dirty.Dirtying;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;

/** The buffer heads of all folios. What the kernel does under i_private_lock is one step. */
@Singleton
public final class BufferHeads implements StateOwner<BufferEvent> {

  private static final EventFamily<BufferEvent> FAMILY =
      EventFamily.of("buffers", 1, BufferEvent.class);
  private static final int MAX_PER_FOLIO = Folio.SIZE / 512;
  private static final int FLAGS = BufferFlag.values().length;

  private final Machine machine;
  private final Dirtying dirtying;
  private final Emitter<BufferEvent> events;
  private final LongArray count;
  private final LongArray block;
  private final LongArray flags;

  /** No folio has buffers. */
  @Inject
  public BufferHeads(Machine machine, Dirtying dirtying) {
    this.machine = machine;
    this.dirtying = dirtying;
    this.count = machine.space().longs("buffers.count");
    this.block = machine.space().longs("buffers.block");
    this.flags = machine.space().longs("buffers.flags");
    this.events = machine.own(this);
  }

  /** Whether the folio has buffers (page_has_buffers, folio_buffers). */
  public boolean has(Folio folio) {
    return count.get(folio.frame()) != 0;
  }

  /** How many buffers the folio has. */
  public int count(Folio folio) {
    return count.getInt(folio.frame());
  }

  /**
   * Attaches buffers of the given size to a locked folio that has none; a dirty folio gets dirty
   * ones (create_empty_buffers).
   */
  public void createEmpty(Folio folio, int blockSize) {
    try (Frame _ = machine.enter("create_empty_buffers", "folio", folio.frame())) {
      machine.atomic(() -> {
        events.emit(new BufferEvent.BuffersAttached(folio.frame(), Folio.SIZE / blockSize));
        folio.attachPrivate();
        for (int buffer = 0; buffer < count(folio); buffer++) {
          setIf(folio.is(PageFlag.UPTODATE), folio, buffer, BufferFlag.UPTODATE);
          setIf(folio.is(PageFlag.DIRTY), folio, buffer, BufferFlag.DIRTY);
        }
      });
    }
  }

  /** Gives the buffer its block on the device. Only inside a step. */
  public void map(Folio folio, int buffer, long number) {
    if (!is(folio, buffer, BufferFlag.MAPPED) || block(folio, buffer) != number) {
      events.emit(new BufferEvent.BufferMapped(folio.frame(), buffer, number));
    }
  }

  /** The buffer's block on the device. */
  public long block(Folio folio, int buffer) {
    return block.get(slot(folio.frame(), buffer));
  }

  /** Whether the buffer has the state. */
  public boolean is(Folio folio, int buffer, BufferFlag flag) {
    return flags.get(flagSlot(folio.frame(), buffer, flag)) != 0;
  }

  /** Sets the state. Only inside a step. */
  public void set(Folio folio, int buffer, BufferFlag flag) {
    if (!is(folio, buffer, flag)) {
      events.emit(new BufferEvent.BufferFlagSet(folio.frame(), buffer, flag));
    }
  }

  /** Clears the state. Only inside a step. */
  public void clear(Folio folio, int buffer, BufferFlag flag) {
    if (is(folio, buffer, flag)) {
      events.emit(new BufferEvent.BufferFlagCleared(folio.frame(), buffer, flag));
    }
  }

  /**
   * Marks the folio and all its existing buffers dirty; neither blocks nor fails
   * (block_dirty_folio).
   */
  public boolean blockDirtyFolio(Inode inode, Folio folio) {
    return blockDirtyFolio(inode, folio, MAX_PER_FOLIO);
  }

  /**
   * Marks the folio and the first of its existing buffers dirty, and leaves the others as they are.
   */
  public boolean blockDirtyFolio(Inode inode, Folio folio, int first) {
    boolean newly =
        machine.atomicGet(() -> {
          for (int buffer = 0; buffer < Math.min(count(folio), first); buffer++) {
            set(folio, buffer, BufferFlag.DIRTY);
          }
          return folio.testAndSet(PageFlag.DIRTY);
        });
    if (newly) {
      dirtying.noteDirty(inode, folio);
    }
    return newly;
  }

  /**
   * Drops the buffers of a locked folio unless one is dirty or being written; the folio is clean
   * then (try_to_free_buffers).
   */
  public boolean tryToFree(Folio folio) {
    try (Frame _ = machine.enter("try_to_free_buffers", "folio", folio.frame())) {
      return machine.atomicGet(() -> {
        if (folio.is(PageFlag.WRITEBACK)) {
          return false;
        }
        if (!has(folio)) {
          return true;
        }
        for (int buffer = 0; buffer < count(folio); buffer++) {
          if (is(folio, buffer, BufferFlag.DIRTY)) {
            return false;
          }
        }
        free(folio);
        dirtying.cancelDirty(folio);
        return true;
      });
    }
  }

  /**
   * Part of a locked folio is going away, dirty or not: buffers wholly inside it are clean and
   * unmapped, and if it is the whole folio there are none any more (block_invalidate_folio).
   */
  public void invalidate(Folio folio, int offset, int length) {
    try (Frame _ = machine.enter("block_invalidate_folio", "folio", folio.frame())) {
      machine.atomic(() -> {
        if (has(folio) && length == Folio.SIZE) {
          free(folio);
        } else {
          discard(folio, offset, offset + length);
        }
      });
    }
  }

  private void discard(Folio folio, int from, int to) {
    int size = has(folio) ? Folio.SIZE / count(folio) : Folio.SIZE;
    for (int buffer = 0; buffer < count(folio); buffer++) {
      if (buffer * size >= from && (buffer + 1) * size <= to) {
        for (BufferFlag flag : BufferFlag.values()) {
          if (flag != BufferFlag.UPTODATE) {
            clear(folio, buffer, flag);
          }
        }
      }
    }
  }

  @Override
  public EventFamily<BufferEvent> family() {
    return FAMILY;
  }

  @Override
  public void apply(BufferEvent event) {
    switch (event) {
      case BufferEvent.BuffersAttached e -> count.set(e.folio(), e.count());
      case BufferEvent.BuffersFreed e -> forget(e.folio());
      case BufferEvent.BufferMapped e -> {
        block.set(slot(e.folio(), e.buffer()), e.block());
        flags.set(flagSlot(e.folio(), e.buffer(), BufferFlag.MAPPED), 1);
      }
      case BufferEvent.BufferFlagSet e -> flags.set(flagSlot(e.folio(), e.buffer(), e.flag()), 1);
      case BufferEvent.BufferFlagCleared e ->
          flags.set(flagSlot(e.folio(), e.buffer(), e.flag()), 0);
    }
  }

  private void free(Folio folio) {
    events.emit(new BufferEvent.BuffersFreed(folio.frame()));
    folio.detachPrivate();
  }

  private void forget(int folio) {
    for (int buffer = 0; buffer < count.getInt(folio); buffer++) {
      block.set(slot(folio, buffer), 0);
      for (BufferFlag flag : BufferFlag.values()) {
        flags.set(flagSlot(folio, buffer, flag), 0);
      }
    }
    count.set(folio, 0);
  }

  private void setIf(boolean condition, Folio folio, int buffer, BufferFlag flag) {
    if (condition) {
      set(folio, buffer, flag);
    }
  }

  private static int slot(int folio, int buffer) {
    return folio * MAX_PER_FOLIO + buffer;
  }

  private static int flagSlot(int folio, int buffer, BufferFlag flag) {
    return slot(folio, buffer) * FLAGS + flag.ordinal();
  }
}
