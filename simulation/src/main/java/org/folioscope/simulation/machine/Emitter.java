package org.folioscope.simulation.machine;

import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.StateOwner;

/** The right to emit one owner's events. The owner keeps it to itself. */
public final class Emitter<E extends Event> {

  private final Machine machine;
  private final StateOwner<E> owner;

  Emitter(Machine machine, StateOwner<E> owner) {
    this.machine = machine;
    this.owner = owner;
  }

  /**
   * Appends the event to the log and applies it.
   *
   * @throws IllegalStateException outside a step
   */
  public void emit(E event) {
    machine.append(owner, event);
  }
}
