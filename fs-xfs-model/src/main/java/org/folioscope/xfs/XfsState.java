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

/** The metadata of the filesystem: data forks and free space. */
@Singleton
final class XfsState implements StateOwner<XfsEvent> {

  private static final EventFamily<XfsEvent> FAMILY = EventFamily.of("xfs", 2, XfsEvent.class);

  private final Emitter<XfsEvent> events;
  private final ExtentMap extents;
  private final LongArray used;
  private final LongCell free;
  private final LongCell reserved;
  private final LongCell first;
  private final LongCell end;

  @Inject
  XfsState(Machine machine) {
    extents = new ExtentMap(machine.space());
    used = machine.space().longs("xfs.used");
    free = machine.space().cell("xfs.free-blocks");
    reserved = machine.space().cell("xfs.reserved-blocks");
    first = machine.space().cell("xfs.first-block");
    end = machine.space().cell("xfs.end-block");
    machine.space().durable("xfs.");
    events = machine.own(this);
  }

  /**
   * After a power cut: delayed extents were in memory only, and those of files without a name are
   * free. Only inside a step.
   */
  void recover(IntPredicate named) {
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
      case XfsEvent.ExtentRemoved e -> remove(e);
      case XfsEvent.ExtentPreallocated e -> place(e.inode(), e.offset(), e.count(), e.place());
    }
  }

  private void place(int inode, long offset, long count, long place) {
    extents.put(inode, new XfsExtent(XfsExtent.State.UNWRITTEN, offset, count, place));
    mark(place, count, 1);
    free.add(-count);
  }

  /** The part lies within one extent. */
  private void remove(XfsEvent.ExtentRemoved event) {
    XfsExtent extent = Objects.requireNonNull(extents.at(event.inode(), event.offset()));
    extents.cutOut(event.inode(), event.offset(), event.offset() + event.count());
    if (extent.state() == XfsExtent.State.DELAYED) {
      reserved.add(-event.count());
    } else {
      mark(extent.placeOf(event.offset()), event.count(), 0);
      free.add(event.count());
    }
  }

  private void mark(long place, long count, int inUse) {
    for (long block = place; block < place + count; block++) {
      used.set((int) block, inUse);
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
