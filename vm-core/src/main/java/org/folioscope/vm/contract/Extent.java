package org.folioscope.vm.contract;

/**
 * Consecutive bytes of a file and where they are.
 *
 * @param sector the first sector on the device, for {@link State#MAPPED} and {@link
 *     State#UNWRITTEN}
 * @param length in bytes
 * @param shared whether another file has some of the blocks too, so that they must not be written
 *     in place
 */
public record Extent(State state, long sector, long length, boolean shared) {

  /** Bytes of which no other file knows. */
  public Extent(State state, long sector, long length) {
    this(state, sector, length, false);
  }

  /** The same, shared with another file if so. */
  public Extent sharedIf(boolean isShared) {
    return new Extent(state, sector, length, isShared);
  }

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
