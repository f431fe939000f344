package org.folioscope.xfs;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongArray;
import org.folioscope.eventlog.state.LongCell;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Machine;

/**
 * The metadata of the filesystem: data forks, COW forks, and of each block how many files have it.
 */
@Singleton
final class XfsState implements StateOwner<XfsEvent> {

  private static final EventFamily<XfsEvent> FAMILY = EventFamily.of("xfs", 2, XfsEvent.class);

  private final Emitter<XfsEvent> events;
  private final ExtentMap extents;
  private final ExtentMap copies;
  private final LongArray reflinked;
  private final LongArray used;
  private final LongCell free;
  private final LongCell reserved;
  private final LongCell first;
  private final LongCell end;

  @Inject
  XfsState(Machine machine) {
    extents = new ExtentMap(machine.space(), "xfs.extents");
    copies = new ExtentMap(machine.space(), "xfs.copies");
    reflinked = machine.space().longs("xfs.reflinked");
    used = machine.space().longs("xfs.used");
    free = machine.space().cell("xfs.free-blocks");
    reserved = machine.space().cell("xfs.reserved-blocks");
    first = machine.space().cell("xfs.first-block");
    end = machine.space().cell("xfs.end-block");
    machine.space().durable("xfs.");
    events = machine.own(this);
  }

  /**
   * After a power cut: delayed extents were in memory only, those of files without a name are free,
   * and copies that took nobody's place are cancelled (xfs_reflink_recover_cow). Only inside a
   * step.
   */
  void recover(IntPredicate named) {
    copies.each((inode, extent) ->
        events.emit(new XfsEvent.CopyCancelled(inode, extent.offset(), extent.count())));
    extents.each((inode, extent) -> {
      if (extent.state() == XfsExtent.State.DELAYED || !named.test(inode)) {
        events.emit(new XfsEvent.ExtentRemoved(inode, extent.offset(), extent.count()));
      }
    });
  }

  void emit(XfsEvent event) {
    events.emit(event);
  }

  ExtentMap extents() {
    return extents;
  }

  /** The COW forks. */
  ExtentMap copies() {
    return copies;
  }

  /** Whether blocks of the file may be shared (xfs_is_reflink_inode). */
  boolean isReflink(int inode) {
    return reflinked.get(inode) != 0;
  }

  /** Whether more than one file has the block. */
  boolean isShared(long place) {
    return owners(place) > 1;
  }

  /** How many files have the block. */
  long owners(long place) {
    return used.get((int) place);
  }

  /** How many blocks there are for files. */
  long blocks() {
    return end.get() - first.get();
  }

  /** Blocks that can still be promised. */
  long available() {
    return free.get() - reserved.get();
  }

  /**
   * The start of the first run of free blocks of the wanted length; of the longest shorter one
   * otherwise; 0 when there is none.
   */
  Run freeRun(long wanted) {
    Run best = new Run(0, 0);
    long start = first.get();
    for (long block = first.get(); block <= end.get(); block++) {
      boolean taken = block == end.get() || used.get((int) block) != 0;
      if (taken) {
        best = block - start > best.count() ? new Run(start, block - start) : best;
        start = block + 1;
      } else if (block - start + 1 == wanted) {
        return new Run(start, wanted);
      }
    }
    return best;
  }

  /** Free blocks in a row. */
  record Run(long place, long count) {}

  @Override
  public EventFamily<XfsEvent> family() {
    return FAMILY;
  }

  @Override
  public void apply(XfsEvent event) {
    switch (event) {
      case XfsEvent.FilesystemFormatted e -> {
        first.set(e.first());
        end.set(e.end());
        free.set(e.end() - e.first());
      }
      case XfsEvent.ExtentReserved e -> {
        extents.put(e.inode(), new XfsExtent(XfsExtent.State.DELAYED, e.offset(), e.count(), 0));
        reserved.add(e.count());
      }
      case XfsEvent.ExtentAllocated e -> {
        place(e.inode(), e.offset(), e.count(), e.place());
        reserved.add(-e.count());
      }
      case XfsEvent.ExtentConverted e -> convert(e);
      case XfsEvent.ExtentRemoved e -> cutOut(extents, e.inode(), e.offset(), e.count());
      case XfsEvent.ExtentPreallocated e -> place(e.inode(), e.offset(), e.count(), e.place());
      case XfsEvent.ReflinkFlagSet e -> reflinked.set(e.inode(), 1);
      case XfsEvent.ExtentShared e -> {
        extents.put(
            e.inode(), new XfsExtent(XfsExtent.State.WRITTEN, e.offset(), e.count(), e.place()));
        for (long block = e.place(); block < e.place() + e.count(); block++) {
          used.set((int) block, used.get((int) block) + 1);
        }
      }
      case XfsEvent.CopyReserved e -> {
        copies.put(e.inode(), new XfsExtent(XfsExtent.State.DELAYED, e.offset(), e.count(), 0));
        reserved.add(e.count());
      }
      case XfsEvent.CopyAllocated e -> {
        copies.put(
            e.inode(), new XfsExtent(XfsExtent.State.UNWRITTEN, e.offset(), e.count(), e.place()));
        take(e.place(), e.count());
        reserved.add(-e.count());
      }
      case XfsEvent.CopyRemapped e -> remapped(e);
      case XfsEvent.CopyCancelled e -> cutOut(copies, e.inode(), e.offset(), e.count());
    }
  }

  private void place(int inode, long offset, long count, long place) {
    extents.put(inode, new XfsExtent(XfsExtent.State.UNWRITTEN, offset, count, place));
    take(place, count);
  }

  private void take(long place, long count) {
    for (long block = place; block < place + count; block++) {
      used.set((int) block, 1);
    }
    free.add(-count);
  }

  /** The part lies within one extent of the fork. */
  private void cutOut(ExtentMap fork, int inode, long offset, long count) {
    XfsExtent extent = Objects.requireNonNull(fork.at(inode, offset));
    fork.cutOut(inode, offset, offset + count);
    if (extent.state() == XfsExtent.State.DELAYED) {
      reserved.add(-count);
    } else {
      drop(extent.placeOf(offset), count);
    }
  }

  /** One owner less; a block without any is free. */
  private void drop(long place, long count) {
    long freed = 0;
    for (long block = place; block < place + count; block++) {
      long left = used.get((int) block) - 1;
      used.set((int) block, left);
      freed += left == 0 ? 1 : 0;
    }
    free.add(freed);
  }

  private void remapped(XfsEvent.CopyRemapped event) {
    long offset = event.offset();
    XfsExtent copy = Objects.requireNonNull(copies.at(event.inode(), offset));
    XfsExtent old = extents.at(event.inode(), offset);
    copies.cutOut(event.inode(), offset, offset + 1);
    extents.put(event.inode(), copy.part(offset, offset + 1).in(XfsExtent.State.WRITTEN));
    if (old != null && old.state() != XfsExtent.State.DELAYED) {
      drop(old.placeOf(offset), 1);
    }
  }

  private void convert(XfsEvent.ExtentConverted event) {
    long from = event.offset();
    while (from < event.offset() + event.count()) {
      XfsExtent extent = Objects.requireNonNull(extents.at(event.inode(), from));
      long to = Math.min(extent.end(), event.offset() + event.count());
      extents.put(event.inode(), extent.part(from, to).in(XfsExtent.State.WRITTEN));
      from = to;
    }
  }
}
