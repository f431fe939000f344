package org.folioscope.vm.io;

import org.folioscope.eventlog.log.Event;

/** What happens to pages that are written in several parts. */
public sealed interface PartEvent extends Event {

  /** So many parts of the folio are on their way. */
  record PartsSubmitted(int folio, int count) implements PartEvent {}

  /** One of them is done. */
  record PartEnded(int folio, int status) implements PartEvent {}
}
