package org.folioscope.ext4;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.buffers.BufferFlag;
import org.folioscope.vm.buffers.BufferHeads;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.jspecify.annotations.Nullable;

/**
 * Promising blocks when pages are about to become dirty, and choosing them when the pages are
 * written.
 */
@Singleton
final class Ext4Allocation {

  static final int BLOCK_SIZE = Folio.SIZE;
  static final int SECTORS_PER_BLOCK = BLOCK_SIZE / 512;

  private static final int ONLY_BUFFER = 0;

  private final Machine machine;
  private final BufferHeads buffers;
  private final Ext4State state;
  private final boolean unwrittenFirst;

  @Inject
  Ext4Allocation(Machine machine, BufferHeads buffers, Ext4State state, Policies policies) {
    this.machine = machine;
    this.buffers = buffers;
    this.state = state;
    this.unwrittenFirst = policies.get(Ext4Policies.UNWRITTEN_FIRST) == Ext4Policies.Switch.ON;
  }

  /** Gives a locked folio buffers if it has none. */
  void attachBuffers(Folio folio) {
    if (!machine.nowGet(() -> buffers.has(folio))) {
      buffers.createEmpty(folio, BLOCK_SIZE);
    }
  }

  /**
   * Maps the buffer of a locked folio to its block, or reserves one for it: the folio may become
   * dirty (ext4_da_get_block_prep).
   */
  Errno prepare(Inode inode, Folio folio) {
    try (Frame _ = machine.enter("ext4_da_get_block_prep", "folio", folio.frame())) {
      return machine.atomicGet(() -> {
        Block block = state.block(inode.number(), folio.index());
        if (block == null) {
          if (state.available() <= 0) {
            return Errno.ENOSPC;
          }
          state.emit(new Ext4Event.BlockReserved(inode.number(), folio.index()));
          buffers.set(folio, ONLY_BUFFER, BufferFlag.DELAY);
        } else if (block.state() == Block.State.DELAYED) {
          buffers.set(folio, ONLY_BUFFER, BufferFlag.DELAY);
        } else {
          buffers.map(folio, ONLY_BUFFER, block.physical());
        }
        return Errno.OK;
      });
    }
  }

  /**
   * Chooses a place for a block that is only promised; its buffer is mapped then. Errors leave it
   * as it is (ext4_map_blocks).
   */
  Errno allocate(Inode inode, Folio folio) {
    try (Frame _ = machine.enter("ext4_map_blocks", "folio", folio.frame())) {
      return machine.atomicGet(() -> {
        long logical = folio.index();
        Block block = state.block(inode.number(), logical);
        if (block == null || block.state() == Block.State.DELAYED) {
          long place = state.firstFree(goal(inode, logical));
          if (place == 0) {
            return Errno.ENOSPC;
          }
          state.emit(new Ext4Event.BlockAllocated(inode.number(), logical, place, unwrittenFirst));
          block = new Block(unwrittenFirst ? Block.State.UNWRITTEN : Block.State.WRITTEN, place);
        }
        buffers.map(folio, ONLY_BUFFER, block.physical());
        buffers.clear(folio, ONLY_BUFFER, BufferFlag.DELAY);
        return Errno.OK;
      });
    }
  }

  /** What is known of a block; null for a hole. */
  @Nullable Block block(Inode inode, long logical) {
    return machine.atomicGet(() -> state.block(inode.number(), logical));
  }

  /**
   * The sector of a block that can be read; negative when its bytes are zeroes that are nowhere.
   */
  long readableSector(Inode inode, long logical) {
    Block block = block(inode, logical);
    if (block == null || block.state() != Block.State.WRITTEN) {
      return -1;
    }
    return block.physical() * SECTORS_PER_BLOCK;
  }

  /** Whether a locked folio's block still waits for a place. Only inside a step. */
  boolean isDelayed(Folio folio) {
    return buffers.is(folio, ONLY_BUFFER, BufferFlag.DELAY)
        || !buffers.is(folio, ONLY_BUFFER, BufferFlag.MAPPED);
  }

  /** The sector of a locked folio whose buffer is mapped. Only inside a step. */
  long sector(Folio folio) {
    return buffers.block(folio, ONLY_BUFFER) * SECTORS_PER_BLOCK;
  }

  /** The buffer's bytes are on their way to the device. Only inside a step. */
  void clean(Folio folio) {
    buffers.clear(folio, ONLY_BUFFER, BufferFlag.DIRTY);
  }

  /**
   * Whether the block of a locked folio must be converted after it was written. Only inside a step.
   */
  boolean isUnwritten(Folio folio) {
    Block block = state.block(folio.inode(), folio.index());
    return block != null && block.state() == Block.State.UNWRITTEN;
  }

  /** Makes the new contents of an unwritten block visible. Only inside a step. */
  void convert(Inode inode, Folio folio) {
    Block block = state.block(inode.number(), folio.index());
    if (block != null && block.state() == Block.State.UNWRITTEN) {
      state.emit(new Ext4Event.BlockConverted(inode.number(), folio.index()));
    }
  }

  /**
   * Makes a range a hole, blocks and reservations, at once as under i_data_sem
   * (ext4_ext_remove_space, ext4_es_remove_extent).
   */
  void remove(Inode inode, long first, long last) {
    try (Frame _ = machine.enter("ext4_ext_remove_space", "inode", inode.number())) {
      machine.atomic(() -> {
        int number = inode.number();
        long logical = state.next(number, first, last);
        while (logical >= 0) {
          state.emit(new Ext4Event.BlockRemoved(number, logical));
          logical = state.next(number, logical + 1, last);
        }
      });
    }
  }

  /**
   * Gives every block of a range a place, unwritten where it is new; ENOSPC leaves what could be
   * done (ext4_alloc_file_blocks).
   *
   * @param convert whether blocks that are written already become unwritten too
   */
  Errno preallocate(Inode inode, long first, long last, boolean convert) {
    try (Frame _ = machine.enter("ext4_alloc_file_blocks", "inode", inode.number())) {
      return machine.atomicGet(() -> {
        for (long logical = first; logical <= last; logical++) {
          Block block = state.block(inode.number(), logical);
          if (block == null || block.state() == Block.State.DELAYED) {
            long place = state.firstFree(goal(inode, logical));
            if (place == 0 || block == null && state.available() <= 0) {
              return Errno.ENOSPC;
            }
            state.emit(new Ext4Event.BlockAllocated(inode.number(), logical, place, true));
          } else if (convert && block.state() == Block.State.WRITTEN) {
            state.emit(new Ext4Event.BlockMadeUnwritten(inode.number(), logical));
          }
        }
        return Errno.OK;
      });
    }
  }

  private long goal(Inode inode, long logical) {
    Block before = logical == 0 ? null : state.block(inode.number(), logical - 1);
    return before == null ? 0 : before.physical() + 1;
  }
}
