package org.folioscope.xfs;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.inode.Inode;
import org.jspecify.annotations.Nullable;

/**
 * Copies of shared blocks (fs/xfs/xfs_reflink.c). Who is about to write to a shared block has a
 * block promised in the COW fork first; writeback writes there if it finds one, and in place if it
 * does not; when the copy is written it takes the shared block's place in the data fork. Files that
 * never shared a block are not looked at.
 */
@Singleton
final class XfsCow {

  private final Machine machine;
  private final XfsState state;

  @Inject
  XfsCow(Machine machine, XfsState state) {
    this.machine = machine;
    this.state = state;
  }

  /** Whether others have a block too and no copy of it is promised. Only inside a step. */
  boolean needsCopy(int inode, XfsExtent extent, long block) {
    return state.isReflink(inode)
        && extent.state() == XfsExtent.State.WRITTEN
        && state.isShared(extent.placeOf(block))
        && state.copies().at(inode, block) == null;
  }

  /**
   * Where the copy of a block is to be written, which gets a place now; null if none was promised.
   * Only inside a step.
   */
  @Nullable XfsExtent toWrite(int inode, long block) {
    XfsExtent copy = state.isReflink(inode) ? state.copies().at(inode, block) : null;
    if (copy == null || copy.state() != XfsExtent.State.DELAYED) {
      return copy;
    }
    XfsState.Run run = state.freeRun(1);
    state.emit(new XfsEvent.CopyAllocated(inode, block, 1, run.place()));
    return state.copies().at(inode, block);
  }

  /** Whether the copy of a block still waits for a place. Only inside a step. */
  boolean isDelayed(int inode, long block) {
    XfsExtent copy = state.isReflink(inode) ? state.copies().at(inode, block) : null;
    return copy != null && copy.state() == XfsExtent.State.DELAYED;
  }

  /**
   * The copy of a block is written and the file's own from now on (xfs_reflink_end_cow); false if
   * there is none. Only inside a step.
   */
  boolean remap(int inode, long block) {
    XfsExtent copy = state.isReflink(inode) ? state.copies().at(inode, block) : null;
    if (copy == null || copy.state() == XfsExtent.State.DELAYED) {
      return false;
    }
    state.emit(new XfsEvent.CopyRemapped(inode, block));
    return true;
  }

  /** The blocks of a range go away, their copies with them (xfs_reflink_cancel_cow_range). */
  void cancel(Inode inode, long first, long last) {
    int number = inode.number();
    if (!machine.nowGet(() -> state.isReflink(number))) {
      return;
    }
    try (Frame _ = machine.enter("xfs_reflink_cancel_cow_range", "inode", number)) {
      machine.atomic(() -> {
        long block = state.copies().nextMapped(number, first);
        while (block <= last) {
          state.emit(new XfsEvent.CopyCancelled(number, block, 1));
          block = state.copies().nextMapped(number, block + 1);
        }
      });
    }
  }
}
