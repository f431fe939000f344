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

  @Inject
  XfsSpace(Machine machine, XfsState state) {
    this.machine = machine;
    this.state = state;
  }

  /** The extent that contains a block, or null: a hole. */
  @Nullable XfsExtent at(Inode inode, long block) {
    return machine.atomicGet(() -> state.extents().at(inode.number(), block));
  }

  /** Reserves a block if it is in a hole (xfs_buffered_write_iomap_begin, under ILOCK). */
  Errno reserve(Inode inode, long block) {
    try (Frame _ = machine.enter("xfs_buffered_write_iomap_begin", "inode", inode.number())) {
      return machine.atomicGet(() -> {
        if (state.extents().at(inode.number(), block) != null) {
          return Errno.OK;
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
   * The extent of a block that is to be written; a delayed one gets a place first, as a whole if
   * there is room (xfs_map_blocks).
   */
  @Nullable XfsExtent toWrite(Inode inode, long block) {
    try (Frame _ = machine.enter("xfs_map_blocks", "inode", inode.number())) {
      return machine.atomicGet(() -> {
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

  /** Makes the new contents of unwritten blocks visible, a transaction a page (xfs_end_io). */
  void convert(Inode inode, List<Folio> folios) {
    for (Folio folio : folios) {
      machine.atomic(() -> {
        XfsExtent extent = state.extents().at(inode.number(), folio.index());
        if (extent != null && extent.state() == XfsExtent.State.UNWRITTEN) {
          state.emit(new XfsEvent.ExtentConverted(inode.number(), folio.index(), 1));
        }
      });
    }
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
