package org.folioscope.vm.pin;

import org.folioscope.eventlog.log.Event;

/** What happens to releases of private data that wait for the last reference. */
public sealed interface DeferredReleaseEvent extends Event {

  /** Somebody refers to the page, so its private data stays for now. */
  record ReleaseDeferred(int folio) implements DeferredReleaseEvent {
    @Override
    public String note() {
      return "buffers stay: the page is referenced";
    }
  }

  /** A reference goes; the release is left to a worker. */
  record ReleaseTried(int folio) implements DeferredReleaseEvent {}
}
