package org.folioscope.simulation.lab;

import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongArray;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Machine;

/** Numbers that tasks read, set and add to: the least state that there can be. */
public final class Cells implements StateOwner<CellEvent> {

  private static final EventFamily<CellEvent> FAMILY = EventFamily.of("cell", 1, CellEvent.class);

  private final LongArray values;
  private final Emitter<CellEvent> events;

  Cells(Machine machine) {
    values = machine.space().longs("cell");
    events = machine.own(this);
  }

  public long get(int cell) {
    return values.get(cell);
  }

  public void set(int cell, long value) {
    events.emit(new CellEvent.CellSet(cell, value));
  }

  public void add(int cell, long change) {
    events.emit(new CellEvent.CellAdded(cell, change));
  }

  /** Where a cell stands in footprints. */
  public long location(int cell) {
    return values.location(cell);
  }

  /** Changes the state without an event, which must be refused. */
  public void smuggle(int cell, long value) {
    values.set(cell, value);
  }

  @Override
  public EventFamily<CellEvent> family() {
    return FAMILY;
  }

  @Override
  public void apply(CellEvent event) {
    switch (event) {
      case CellEvent.CellSet e -> values.set(e.cell(), e.value());
      case CellEvent.CellAdded e -> values.add(e.cell(), e.change());
    }
  }
}
