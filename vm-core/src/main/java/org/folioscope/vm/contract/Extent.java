package org.folioscope.vm.contract;

/**
 * Consecutive bytes of a file and where they are.
 *
 * @param sector the first sector on the device, for {@link State#MAPPED} and {@link
 *     State#UNWRITTEN}
 * @param length in bytes
 */
public record Extent(State state, long sector, long length) {

  /** Whether and how bytes have a place on the device. */
  public enum State {
    /** No place; reads as zeroes. */
    HOLE,
    /** A place is reserved but not chosen. */
    DELAYED,
    /** A place with old contents; reads as zeroes. */
    UNWRITTEN,
    /** A place with these contents. */
    MAPPED
  }
}
