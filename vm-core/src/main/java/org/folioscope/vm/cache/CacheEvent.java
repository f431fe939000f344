package org.folioscope.vm.cache;

import org.folioscope.eventlog.log.Event;

/** What happens to a file's page cache index (i_pages). */
public sealed interface CacheEvent extends Event {

  /** The folio holds the page from now on. */
  record FolioAdded(int inode, long index, int folio) implements CacheEvent {}

  /** The page is no longer cached. */
  record FolioRemoved(int inode, long index, int folio) implements CacheEvent {
    @Override
    public String note() {
      return "page removed from cache";
    }
  }

  /** The mark is set. */
  record MarkSet(int inode, long index, Mark mark) implements CacheEvent {}

  /** The mark is clear. */
  record MarkCleared(int inode, long index, Mark mark) implements CacheEvent {}
}
