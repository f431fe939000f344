package org.folioscope.benchmarks;

import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongCell;
import org.folioscope.eventlog.state.StateSpace;

/** The smallest vocabulary: what recording costs when the model costs nothing. */
public sealed interface TickEvent extends Event {

  /** Something was added to a counter. */
  record Ticked(int task, long amount) implements TickEvent {}

  /** Owns one counter. */
  final class Owner implements StateOwner<TickEvent> {

    private static final EventFamily<TickEvent> FAMILY = EventFamily.of("tick", 1, TickEvent.class);

    private final LongCell total;

    Owner(StateSpace space) {
      total = space.cell("tick.total");
    }

    @Override
    public EventFamily<TickEvent> family() {
      return FAMILY;
    }

    @Override
    public void apply(TickEvent event) {
      switch (event) {
        case Ticked e -> total.add(e.amount());
      }
    }
  }
}
