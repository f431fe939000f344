package acme;

import org.folioscope.eventlog.log.Event;

/** What happens in it. */
public sealed interface AcmeEvent extends Event {

  /** A file was written back. */
  record WritebackCounted(int inode) implements AcmeEvent {}
}
