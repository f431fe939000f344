package org.folioscope.simulation.lab;

import org.folioscope.eventlog.log.Event;

/** What happens to the cells of a {@link Lab}. */
public sealed interface CellEvent extends Event {

  /** The cell has a new value. */
  record CellSet(int cell, long value) implements CellEvent {}

  /** Something was added to the cell. */
  record CellAdded(int cell, long change) implements CellEvent {}
}
