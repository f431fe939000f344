package org.folioscope.gup;

import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongArray;
import org.folioscope.eventlog.state.StateSpace;

/** How often each page is held: the two counters of /proc/vmstat, by page. */
final class HoldCounts implements StateOwner<GupEvent> {

  private static final EventFamily<GupEvent> FAMILY = EventFamily.of("gup", 1, GupEvent.class);

  private final LongArray pins;
  private final LongArray references;

  HoldCounts(StateSpace space) {
    pins = space.longs("gup.pins");
    references = space.longs("gup.references");
  }

  @Override
  public EventFamily<GupEvent> family() {
    return FAMILY;
  }

  @Override
  public void apply(GupEvent event) {
    switch (event) {
      case GupEvent.PageHeld e -> counter(e.pinned()).add(e.folio(), 1);
      case GupEvent.PageReleased e -> counter(e.pinned()).add(e.folio(), -1);
    }
  }

  private LongArray counter(boolean pinned) {
    return pinned ? pins : references;
  }
}
