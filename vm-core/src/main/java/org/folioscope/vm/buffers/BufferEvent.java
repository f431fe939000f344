package org.folioscope.vm.buffers;

import org.folioscope.eventlog.log.Event;

/**
 * What happens to the buffer heads of a folio; a buffer is named by its folio and its number in it.
 */
public sealed interface BufferEvent extends Event {

  /** The folio has so many clean, unmapped buffers. */
  record BuffersAttached(int folio, int count) implements BufferEvent {
    @Override
    public String note() {
      return "attach buffers";
    }
  }

  /** The folio has no buffers any more. */
  record BuffersFreed(int folio) implements BufferEvent {
    @Override
    public String note() {
      return "free the buffers";
    }
  }

  /** The buffer has this block on the device. */
  record BufferMapped(int folio, int buffer, long block) implements BufferEvent {}

  /** The state is set. */
  record BufferFlagSet(int folio, int buffer, BufferFlag flag) implements BufferEvent {}

  /** The state is clear. */
  record BufferFlagCleared(int folio, int buffer, BufferFlag flag) implements BufferEvent {}
}
