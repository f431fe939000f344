package org.folioscope.eventlog.log;

/** Owns a part of the state: the only code that changes it, and only in {@link #apply}. */
public interface StateOwner<E extends Event> {

  /** The vocabulary that this owner applies. */
  EventFamily<E> family();

  /**
   * Changes the state as the event says. Reads nothing but its own state, decides nothing, emits
   * nothing.
   */
  void apply(E event);
}
