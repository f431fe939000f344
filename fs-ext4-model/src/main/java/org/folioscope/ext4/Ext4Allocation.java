package org.folioscope.ext4;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.buffers.BufferFlag;
import org.folioscope.vm.buffers.BufferHeads;
import org.folioscope.vm.contract.FormatOptions;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.io.WritebackParts;
import org.jspecify.annotations.Nullable;

/**
 * Promising blocks when pages are about to become dirty, and choosing them when the pages are
 * written.
 */
@Singleton
final class Ext4Allocation {

  private final Machine machine;
  private final BufferHeads buffers;
  private final Ext4State state;
  private final int blockSize;
  private final boolean unwrittenFirst;

  @Inject
  Ext4Allocation(
      Machine machine,
      BufferHeads buffers,
      Ext4State state,
      FormatOptions options,
      Policies policies) {
    this.machine = machine;
    this.buffers = buffers;
    this.state = state;
    this.blockSize = options.blockSize();
    this.unwrittenFirst = policies.get(Ext4Policies.UNWRITTEN_FIRST) == Ext4Policies.Switch.ON;
  }

  /** In bytes: a page, or a part of one. */
  int blockSize() {
    return blockSize;
  }

  int sectorsPerBlock() {
    return blockSize / 512;
  }

  /** How many blocks a page has. */
  int perPage() {
    return Folio.SIZE / blockSize;
  }

  /** The block of a file that a buffer of a folio stands for. Only inside a step. */
  private long logical(Folio folio, int buffer) {
    return folio.index() * perPage() + buffer;
  }

  /** Whether the buffer of a byte of the folio has a place on the device. Only inside a step. */
  boolean isMapped(Folio folio, int offset) {
    return buffers.has(folio) && buffers.is(folio, offset / blockSize, BufferFlag.MAPPED);
  }

  /** Gives a locked folio buffers if it has none. */
  void attachBuffers(Folio folio) {
    if (!machine.nowGet(() -> buffers.has(folio))) {
      buffers.createEmpty(folio, blockSize);
    }
  }

  /**
   * Maps the buffers of a part of a locked folio to their blocks, or reserves some for them: that
   * part may become dirty (ext4_da_get_block_prep).
   */
  Errno prepare(Inode inode, Folio folio, int offset, int length) {
    try (Frame _ = machine.enter("ext4_da_get_block_prep", "folio", folio.frame())) {
      return machine.atomicGet(() -> {
        int last = (offset + length - 1) / blockSize;
        for (int buffer = offset / blockSize; buffer <= last; buffer++) {
          if (!prepareOne(inode.number(), folio, buffer)) {
            return Errno.ENOSPC;
          }
        }
        return Errno.OK;
      });
    }
  }

  private boolean prepareOne(int inode, Folio folio, int buffer) {
    long logical = logical(folio, buffer);
    Block block = state.block(inode, logical);
    if (block == null) {
      if (state.available() <= 0) {
        return false;
      }
      state.emit(new Ext4Event.BlockReserved(inode, logical));
      buffers.set(folio, buffer, BufferFlag.DELAY);
    } else if (block.state() == Block.State.DELAYED) {
      buffers.set(folio, buffer, BufferFlag.DELAY);
    } else {
      buffers.map(folio, buffer, block.physical());
    }
    return true;
  }

  /**
   * Chooses places for the blocks of a folio that are only promised; their buffers are mapped then.
   * Errors leave the rest as it is (ext4_map_blocks).
   */
  Errno allocate(Inode inode, Folio folio) {
    try (Frame _ = machine.enter("ext4_map_blocks", "folio", folio.frame())) {
      return machine.atomicGet(() -> {
        for (int buffer = 0; buffer < perPage(); buffer++) {
          if (isDelayed(folio, buffer) && !allocateOne(inode, folio, buffer)) {
            return Errno.ENOSPC;
          }
        }
        return Errno.OK;
      });
    }
  }

  private boolean allocateOne(Inode inode, Folio folio, int buffer) {
    long logical = logical(folio, buffer);
    Block block = state.block(inode.number(), logical);
    if (block == null || block.state() == Block.State.DELAYED) {
      long place = state.firstFree(goal(inode, logical));
      if (place == 0) {
        return false;
      }
      state.emit(new Ext4Event.BlockAllocated(inode.number(), logical, place, unwrittenFirst));
      block = new Block(unwrittenFirst ? Block.State.UNWRITTEN : Block.State.WRITTEN, place);
    }
    buffers.map(folio, buffer, block.physical());
    buffers.clear(folio, buffer, BufferFlag.DELAY);
    return true;
  }

  /** Chooses a place for a block that is to be zeroed at once; 0 when there is none. */
  long allocateZeroed(Inode inode, long logical) {
    return machine.atomicGet(() -> {
      Block block = state.block(inode.number(), logical);
      if (block != null && block.state() == Block.State.UNWRITTEN) {
        state.emit(new Ext4Event.BlockConverted(inode.number(), logical));
        return block.physical();
      }
      long place = state.firstFree(goal(inode, logical));
      if (place != 0) {
        state.emit(new Ext4Event.BlockAllocated(inode.number(), logical, place, false));
      }
      return place;
    });
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
    return block.physical() * sectorsPerBlock();
  }

  /** Whether a block of a locked folio still waits for a place. Only inside a step. */
  boolean isDelayed(Folio folio) {
    for (int buffer = 0; buffer < perPage(); buffer++) {
      if (isDelayed(folio, buffer)) {
        return true;
      }
    }
    return false;
  }

  private boolean isDelayed(Folio folio, int buffer) {
    return buffers.is(folio, buffer, BufferFlag.DELAY);
  }

  /**
   * The parts of a locked folio that are dirty and have places, as few as possible; none of them is
   * dirty any more then, nor what has no place, which is lost without a word. Only inside a step.
   */
  List<WritebackParts.Part> toWrite(Inode inode, Folio folio) {
    List<WritebackParts.Part> parts = new ArrayList<>();
    for (int buffer = 0; buffer < perPage(); buffer++) {
      if (buffers.is(folio, buffer, BufferFlag.DIRTY)
          && buffers.is(folio, buffer, BufferFlag.MAPPED)) {
        WritebackParts.append(parts, part(inode, folio, buffer));
      }
      buffers.clear(folio, buffer, BufferFlag.DIRTY);
    }
    return parts;
  }

  private WritebackParts.Part part(Inode inode, Folio folio, int buffer) {
    Block block = state.block(inode.number(), logical(folio, buffer));
    boolean unwritten = block != null && block.state() == Block.State.UNWRITTEN;
    long sector = buffers.block(folio, buffer) * sectorsPerBlock();
    return new WritebackParts.Part(buffer * blockSize, blockSize, sector, unwritten);
  }

  /** The sector of a locked folio whose buffer is mapped. Only inside a step. */
  long sector(Folio folio) {
    return physical(folio) * sectorsPerBlock();
  }

  /** The first block of a folio whose buffer is mapped. Only inside a step. */
  long physical(Folio folio) {
    return buffers.block(folio, 0);
  }

  /** The buffer's bytes are on their way to the device. Only inside a step. */
  void clean(Folio folio) {
    buffers.clear(folio, 0, BufferFlag.DIRTY);
  }

  /**
   * Whether the first block of a locked folio must be converted after it was written. Only inside a
   * step.
   */
  boolean isUnwritten(Folio folio) {
    Block block = state.block(folio.inode(), logical(folio, 0));
    return block != null && block.state() == Block.State.UNWRITTEN;
  }

  /**
   * Whether any block of a locked folio must be converted when it is written. Only inside a step.
   */
  boolean anyUnwritten(Folio folio) {
    for (int buffer = 0; buffer < perPage(); buffer++) {
      Block block = state.block(folio.inode(), logical(folio, buffer));
      if (block != null && block.state() == Block.State.UNWRITTEN) {
        return true;
      }
    }
    return false;
  }

  /** Makes the new contents of a part of a folio visible that was unwritten. Only inside a step. */
  void convert(Inode inode, Folio folio, int offset, int length) {
    int last = (offset + length - 1) / blockSize;
    for (int buffer = offset / blockSize; buffer <= last; buffer++) {
      long logical = logical(folio, buffer);
      Block block = state.block(inode.number(), logical);
      if (block != null && block.state() == Block.State.UNWRITTEN) {
        state.emit(new Ext4Event.BlockConverted(inode.number(), logical));
      }
    }
  }

  /** Takes back what was promised for a folio (ext4_es_remove_extent). */
  void forgetDelayed(Inode inode, Folio folio) {
    machine.atomic(() -> {
      for (int buffer = 0; buffer < perPage(); buffer++) {
        long logical = logical(folio, buffer);
        if (Block.DELAYED.equals(state.block(inode.number(), logical))) {
          state.emit(new Ext4Event.BlockRemoved(inode.number(), logical));
        }
      }
    });
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
