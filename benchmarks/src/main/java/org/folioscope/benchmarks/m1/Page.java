package org.folioscope.benchmarks.m1;

import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongArray;
import org.folioscope.eventlog.state.LongCell;
import org.folioscope.eventlog.state.StateSpace;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Machine;

/** The page of {@link M1}: four flags, two counts and two halves of data. */
final class Page implements StateOwner<PageEvent> {

  private static final EventFamily<PageEvent> FAMILY =
      EventFamily.of("m1.page", 1, PageEvent.class);

  private final LongCell buffers;
  private final LongCell dirty;
  private final LongCell writeMapped;
  private final LongCell writeback;
  private final LongCell references;
  private final LongCell pins;
  private final LongArray halves;
  private final Emitter<PageEvent> events;

  Page(Machine machine) {
    StateSpace space = machine.space();
    buffers = space.cell("page.buffers");
    dirty = space.cell("page.dirty");
    writeMapped = space.cell("page.write-mapped");
    writeback = space.cell("page.writeback");
    references = space.cell("page.references");
    pins = space.cell("page.pins");
    halves = space.longs("page.halves");
    events = machine.own(this);
  }

  boolean hasBuffers() {
    return buffers.get() != 0;
  }

  boolean isDirty() {
    return dirty.get() != 0;
  }

  /** 1 while the page is on its way to the disk. */
  long writeback() {
    return writeback.get();
  }

  boolean isPinned() {
    return pins.get() != 0;
  }

  void emit(PageEvent event) {
    events.emit(event);
  }

  @Override
  public EventFamily<PageEvent> family() {
    return FAMILY;
  }

  @Override
  public void apply(PageEvent event) {
    switch (event) {
      case PageEvent.PageMadeWritable _ -> {
        buffers.set(1);
        dirty.set(1);
        writeMapped.set(1);
      }
      case PageEvent.PagePinned _ -> count(1);
      case PageEvent.HalfStored e -> halves.set(e.half(), e.value());
      case PageEvent.PageDirtied _ -> dirty.set(1);
      case PageEvent.PageUnpinned _ -> count(-1);
      case PageEvent.WritebackStarted _ -> {
        writeMapped.set(0);
        dirty.set(0);
        writeback.set(1);
      }
      case PageEvent.WritebackEnded _ -> writeback.set(0);
      case PageEvent.BuffersFreed _ -> buffers.set(0);
    }
  }

  private void count(int change) {
    references.add(change);
    pins.add(change);
  }
}
