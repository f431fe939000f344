package org.folioscope.xfs;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.jspecify.annotations.Nullable;

/**
 * Promising blocks before pages become dirty, and giving whole extents a place when the first of
 * their pages is written.
 */
@Singleton
final class XfsSpace {

  static final int BLOCK_SIZE = Folio.SIZE;
  static final int SECTORS_PER_BLOCK = BLOCK_SIZE / 512;

  private final Machine machine;
  private final XfsState state;
  private final XfsCow cow;

  @Inject
  XfsSpace(Machine machine, XfsState state, XfsCow cow) {
    this.machine = machine;
    this.state = state;
    this.cow = cow;
  }

  /** The extent that contains a block, or null: a hole. */
  @Nullable XfsExtent at(Inode inode, long block) {
    return machine.atomicGet(() -> state.extents().at(inode.number(), block));
  }

  /**
   * Reserves a block if it is in a hole, or another one for its copy if it is shared
   * (xfs_buffered_write_iomap_begin, under ILOCK).
   */
  Errno reserve(Inode inode, long block) {
    try (Frame _ = machine.enter("xfs_buffered_write_iomap_begin", "inode", inode.number())) {
      return machine.atomicGet(() -> {
        XfsExtent extent = state.extents().at(inode.number(), block);
        if (extent != null) {
          return cow.reserve(inode.number(), extent, block);
        }
        if (state.available() <= 0) {
          return Errno.ENOSPC;
        }
        state.emit(new XfsEvent.ExtentReserved(inode.number(), block, 1));
        return Errno.OK;
      });
    }
  }

  /**
   * The extent of a block that is to be written, that of its copy if there is to be one; a delayed
   * one gets a place first, as a whole if there is room (xfs_map_blocks).
   */
  @Nullable XfsExtent toWrite(Inode inode, long block) {
    try (Frame _ = machine.enter("xfs_map_blocks", "inode", inode.number())) {
      return machine.atomicGet(() -> {
        XfsExtent copy = cow.toWrite(inode.number(), block);
        if (copy != null) {
          return copy;
        }
        XfsExtent extent = state.extents().at(inode.number(), block);
        if (extent == null || extent.state() != XfsExtent.State.DELAYED) {
          return extent;
        }
        XfsState.Run run = state.freeRun(extent.count());
        if (run.count() < extent.count()) {
          run = state.freeRun(1);
          state.emit(new XfsEvent.ExtentAllocated(inode.number(), block, 1, run.place()));
        } else {
          state.emit(
              new XfsEvent.ExtentAllocated(
                  inode.number(), extent.offset(), extent.count(), run.place()));
        }
        return state.extents().at(inode.number(), block);
      });
    }
  }

  /** Whether a block, or its copy, still waits for a place. Only inside a step. */
  boolean isDelayed(Inode inode, long block) {
    XfsExtent extent = state.extents().at(inode.number(), block);
    return extent != null && extent.state() == XfsExtent.State.DELAYED
        || cow.isDelayed(inode.number(), block);
  }

  /**
   * Makes the new contents of unwritten blocks, and of copies, visible, a transaction a page
   * (xfs_end_io).
   */
  void convert(Inode inode, List<Folio> folios) {
    for (Folio folio : folios) {
      machine.atomic(() -> {
        if (cow.remap(inode.number(), folio.index())) {
          return;
        }
        XfsExtent extent = state.extents().at(inode.number(), folio.index());
        if (extent != null && extent.state() == XfsExtent.State.UNWRITTEN) {
          state.emit(new XfsEvent.ExtentConverted(inode.number(), folio.index(), 1));
        }
      });
    }
  }

  /** Makes a range a hole, a transaction an extent (xfs_bunmapi, xfs_itruncate_extents). */
  void unmap(Inode inode, long first, long last) {
    cow.cancel(inode, first, last);
    try (Frame _ = machine.enter("xfs_bunmapi", "inode", inode.number())) {
      while (machine.atomicGet(() -> unmapFirst(inode.number(), first, last))) {
        // the next extent
      }
    }
  }

  private boolean unmapFirst(int inode, long first, long last) {
    long from = state.extents().nextMapped(inode, first);
    XfsExtent extent = from > last ? null : state.extents().at(inode, from);
    if (extent == null) {
      return false;
    }
    long count = Math.min(extent.end(), last + 1) - from;
    state.emit(new XfsEvent.ExtentRemoved(inode, from, count));
    return true;
  }

  /**
   * Gives every block of a range a place, unwritten where it is new; ENOSPC leaves what could be
   * done (xfs_alloc_file_space).
   */
  Errno preallocate(Inode inode, long first, long last) {
    try (Frame _ = machine.enter("xfs_alloc_file_space", "inode", inode.number())) {
      long block = first;
      while (block <= last) {
        long at = block;
        block = machine.atomicGet(() -> placeOne(inode.number(), at, last));
        if (block < 0) {
          return Errno.ENOSPC;
        }
      }
      return Errno.OK;
    }
  }

  /** Sees to the blocks from one on that are alike; says which is the next one. */
  private long placeOne(int inode, long block, long last) {
    XfsExtent extent = state.extents().at(inode, block);
    if (extent != null && extent.state() != XfsExtent.State.DELAYED) {
      return extent.end();
    }
    long end =
        Math.min(
            last + 1, extent == null ? state.extents().nextMapped(inode, block) : extent.end());
    XfsState.Run run = state.freeRun(end - block);
    long count = Math.min(run.count(), end - block);
    if (extent == null) {
      count = Math.min(count, state.available());
    }
    if (count <= 0) {
      return -1;
    }
    state.emit(
        extent == null
            ? new XfsEvent.ExtentPreallocated(inode, block, count, run.place())
            : new XfsEvent.ExtentAllocated(inode, block, count, run.place()));
    return block + count;
  }

  /**
   * The sector of a block that can be read; negative when its bytes are zeroes that are nowhere.
   */
  long readableSector(Inode inode, long block) {
    XfsExtent extent = at(inode, block);
    if (extent == null || extent.state() != XfsExtent.State.WRITTEN) {
      return -1;
    }
    return extent.placeOf(block) * SECTORS_PER_BLOCK;
  }
}
