package org.folioscope.vm.dax;

import org.folioscope.eventlog.log.Event;

/** What happens to the memory of a device that is memory. */
public sealed interface DaxEvent extends Event {

  /** The block of the device is this page. */
  record BlockIsPage(long block, int folio) implements DaxEvent {}
}
