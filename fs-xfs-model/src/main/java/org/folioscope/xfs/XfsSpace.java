package org.folioscope.xfs;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.contract.FormatOptions;
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

  private final Machine machine;
  private final XfsState state;
  private final XfsCow cow;
  private final int blockSize;

  @Inject
  XfsSpace(Machine machine, XfsState state, XfsCow cow, FormatOptions options) {
    this.machine = machine;
    this.state = state;
    this.cow = cow;
    this.blockSize = options.blockSize();
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

  /** The extent that contains a block, or null: a hole. */
  @Nullable XfsExtent at(Inode inode, long block) {
    return machine.atomicGet(() -> state.extents().at(inode.number(), block));
  }

  /** The parts that belong to the blocks of a range, which are all there. Only inside a step. */
  List<XfsExtent> extents(Inode inode, long first, long last) {
    return LongStream.rangeClosed(first, last)
        .mapToObj(block ->
            Objects.requireNonNull(state.extents().at(inode.number(), block))
                .part(block, block + 1))
        .toList();
  }

  /**
   * Reserves the blocks of a range that are in holes, and for copies of those that are shared
   * others; all or none (xfs_buffered_write_iomap_begin, under ILOCK).
   */
  Errno reserve(Inode inode, long first, long last) {
    try (Frame _ = machine.enter("xfs_buffered_write_iomap_begin", "inode", inode.number())) {
      return machine.atomicGet(() -> {
        List<XfsEvent> reservations = reservations(inode.number(), first, last);
        if (!reservations.isEmpty() && state.available() < reservations.size()) {
          return Errno.ENOSPC;
        }
        reservations.forEach(state::emit);
        return Errno.OK;
      });
    }
  }

  private List<XfsEvent> reservations(int inode, long first, long last) {
    List<XfsEvent> reservations = new ArrayList<>();
    for (long block = first; block <= last; block++) {
      XfsExtent extent = state.extents().at(inode, block);
      if (extent == null) {
        reservations.add(new XfsEvent.ExtentReserved(inode, block, 1));
      } else if (cow.needsCopy(inode, extent, block)) {
        reservations.add(new XfsEvent.CopyReserved(inode, block, 1));
      }
    }
    return reservations;
  }

  /**
   * The extent of a block that is to be written, that of its copy if there is to be one; a delayed
   * one gets a place first, as a whole if there is room (xfs_map_blocks).
   */
  @Nullable XfsExtent toWrite(Inode inode, long block) {
    try (Frame _ = machine.enter("xfs_map_blocks", "inode", inode.number())) {
      return machine.atomicGet(() -> placed(inode.number(), block));
    }
  }

  /** The same for blocks of a locked page; those in holes are left out. */
  List<XfsPlace> toWrite(Inode inode, Folio folio, List<Integer> blocks) {
    try (Frame _ = machine.enter("xfs_map_blocks", "inode", inode.number())) {
      return machine.atomicGet(() -> {
        List<XfsPlace> places = new ArrayList<>();
        for (int one : blocks) {
          long block = folio.index() * perPage() + one;
          XfsExtent extent = placed(inode.number(), block);
          if (extent != null) {
            boolean unwritten = extent.state() == XfsExtent.State.UNWRITTEN;
            places.add(new XfsPlace(one, extent.placeOf(block), unwritten));
          }
        }
        return places;
      });
    }
  }

  private @Nullable XfsExtent placed(int inode, long block) {
    XfsExtent copy = cow.toWrite(inode, block);
    if (copy != null) {
      return copy;
    }
    XfsExtent extent = state.extents().at(inode, block);
    if (extent == null || extent.state() != XfsExtent.State.DELAYED) {
      return extent;
    }
    XfsState.Run run = state.freeRun(extent.count());
    if (run.count() < extent.count()) {
      run = state.freeRun(1);
      state.emit(new XfsEvent.ExtentAllocated(inode, block, 1, run.place()));
    } else {
      state.emit(new XfsEvent.ExtentAllocated(inode, extent.offset(), extent.count(), run.place()));
    }
    return state.extents().at(inode, block);
  }

  /**
   * Chooses a place for a block that was not written yet and is to be zeroed at once; 0 when there
   * is none (xfs_iomap_write_direct with XFS_BMAPI_ZERO).
   */
  long allocateZeroed(Inode inode, long block) {
    try (Frame _ = machine.enter("xfs_iomap_write_direct", "inode", inode.number())) {
      return machine.atomicGet(() -> {
        if (state.extents().at(inode.number(), block) == null
            && placeOne(inode.number(), block, block) < 0) {
          return 0L;
        }
        state.emit(new XfsEvent.ExtentConverted(inode.number(), block, 1));
        return Objects.requireNonNull(state.extents().at(inode.number(), block)).placeOf(block);
      });
    }
  }

  /** Whether a block of a folio, or its copy, still waits for a place. Only inside a step. */
  boolean isDelayed(Inode inode, Folio folio) {
    long first = folio.index() * perPage();
    return LongStream.range(first, first + perPage())
        .anyMatch(block -> isDelayed(inode.number(), block));
  }

  private boolean isDelayed(int inode, long block) {
    XfsExtent extent = state.extents().at(inode, block);
    return extent != null && extent.state() == XfsExtent.State.DELAYED
        || cow.isDelayed(inode, block);
  }

  /**
   * Makes the new contents of unwritten blocks, and of copies, visible, a transaction a page
   * (xfs_end_io).
   */
  void convert(Inode inode, List<Folio> folios) {
    for (Folio folio : folios) {
      convert(inode, folio, 0, perPage() - 1);
    }
  }

  /** The same for some blocks of a page. */
  void convert(Inode inode, Folio folio, int first, int last) {
    machine.atomic(() -> {
      long start = folio.index() * perPage();
      for (long block = start + first; block <= start + last; block++) {
        convert(inode.number(), block);
      }
    });
  }

  private void convert(int inode, long block) {
    if (cow.remap(inode, block)) {
      return;
    }
    XfsExtent extent = state.extents().at(inode, block);
    if (extent != null && extent.state() == XfsExtent.State.UNWRITTEN) {
      state.emit(new XfsEvent.ExtentConverted(inode, block, 1));
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
    return extent.placeOf(block) * sectorsPerBlock();
  }
}
