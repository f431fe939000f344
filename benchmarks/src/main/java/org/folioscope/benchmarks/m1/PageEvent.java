package org.folioscope.benchmarks.m1;

import org.folioscope.eventlog.log.Event;

/** What happens to the page of {@link M1}. */
public sealed interface PageEvent extends Event {

  /** A write fault was served: the page got buffers, is dirty and mapped for writing. */
  record PageMadeWritable() implements PageEvent {}

  /** A reference was taken that also counts as a pin. */
  record PagePinned() implements PageEvent {}

  /** The device stored one half of the page's data. */
  record HalfStored(int half, long value) implements PageEvent {}

  /** The page was marked dirty, by whoever knows that it was written to. */
  record PageDirtied() implements PageEvent {}

  /** The pin and its reference were given back. */
  record PageUnpinned() implements PageEvent {}

  /** The page is clean and mapped read-only from here on, and on its way to the disk. */
  record WritebackStarted() implements PageEvent {}

  /** The page's content is on the disk. */
  record WritebackEnded() implements PageEvent {}

  /** Reclaim took the page's buffers. */
  record BuffersFreed() implements PageEvent {}
}
