package org.folioscope.gup;

import java.util.List;
import org.folioscope.eventlog.log.Event;

/** What happens to direct reads from a server that their program does not wait for. */
public sealed interface NetworkEvent extends Event {

  /** These pages, in order, wait for what the server sends; it begins at an offset in the first. */
  record NetworkReadStarted(int read, int offset, long length, List<Integer> folios)
      implements NetworkEvent {}

  /** The answer is there; the pages are not the read's any more. */
  record NetworkReadAnswered(int read) implements NetworkEvent {}
}
