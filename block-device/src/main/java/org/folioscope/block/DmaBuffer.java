package org.folioscope.block;

import org.folioscope.eventlog.content.Content;

/**
 * Memory that a device reads and writes on its own, at times of its own choosing. Called inside a
 * device step; the memory's owner emits the events.
 */
public interface DmaBuffer {

  /** A number that tells a reader of the log which memory this is, for example a frame number. */
  long number();

  /** The bytes that the device sees now. */
  Content load(int offset, int length);

  /** The device stores bytes. */
  void store(int offset, Content content);

  /** Whether some device may hold the memory to store into it; a false "yes" is possible. */
  default boolean mayBePinned() {
    return false;
  }
}
