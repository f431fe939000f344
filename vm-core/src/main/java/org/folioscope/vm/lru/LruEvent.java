package org.folioscope.vm.lru;

import org.folioscope.eventlog.log.Event;

/** What happens to the LRU lists. */
public sealed interface LruEvent extends Event {

  /** The folio waits in a CPU's batch to be put on a list. */
  record FolioBatched(int folio, int cpu) implements LruEvent {}

  /** The folio left the batch. */
  record FolioUnbatched(int folio, int cpu) implements LruEvent {}

  /** The folio is at the head of the list. */
  record FolioListed(int folio, LruList list) implements LruEvent {}

  /** The folio is at the tail of the list: the next to be reclaimed. */
  record FolioRotated(int folio, LruList list) implements LruEvent {}

  /** The folio is on no list. */
  record FolioUnlisted(int folio, LruList list) implements LruEvent {}
}
