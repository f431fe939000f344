package org.folioscope.vm.pin;

import org.folioscope.eventlog.log.Event;

/** Who holds which page by a pin; noted only where somebody may sleep until it is let go. */
public sealed interface PinEvent extends Event {

  /**
   * The page is pinned.
   *
   * @param holder the task that lets it go; -1 for a registration, which no task has to end
   */
  record PinNoted(int folio, int holder) implements PinEvent {}

  /** A pin of this holder is gone. */
  record PinForgotten(int folio, int holder) implements PinEvent {}
}
