package org.folioscope.gup;

import java.util.List;
import org.folioscope.eventlog.log.Event;

/** What happens to memory that programs register with devices. */
public sealed interface RegistrationEvent extends Event {

  /** The device knows these pages, in order; the buffer begins at an offset in the first. */
  record BufferRegistered(
      int registration, int offset, long length, boolean write, List<Integer> folios)
      implements RegistrationEvent {}

  /** The device must not use them any more. */
  record BufferDeregistered(int registration) implements RegistrationEvent {}

  /** The registration's pages are held by these layout leases. */
  record BufferLeased(int registration, List<Integer> leases) implements RegistrationEvent {}

  /** The device has to do without: the leases are over. What still comes is dropped. */
  record BufferRevoked(int registration) implements RegistrationEvent {}
}
