package org.folioscope.xfs;

/**
 * Consecutive blocks of a file.
 *
 * @param offset the first block in the file
 * @param count how many
 * @param place the first block on the device; 0 while delayed
 */
record XfsExtent(State state, long offset, long count, long place) {

  enum State {
    DELAYED,
    UNWRITTEN,
    WRITTEN
  }

  long end() {
    return offset + count;
  }

  /** Where a block of the extent is on the device. */
  long placeOf(long block) {
    return place + block - offset;
  }

  /** The part of the extent from one block to before another. */
  XfsExtent part(long from, long to) {
    return new XfsExtent(state, from, to - from, state == State.DELAYED ? 0 : placeOf(from));
  }

  /** Whether the other one goes on in the file and on the device where this one ends. */
  boolean isFollowedBy(XfsExtent next) {
    boolean near = state == State.DELAYED || place + count == next.place;
    return state == next.state && end() == next.offset && near;
  }

  XfsExtent with(XfsExtent next) {
    return new XfsExtent(state, offset, count + next.count, place);
  }

  XfsExtent in(State other) {
    return new XfsExtent(other, offset, count, place);
  }
}
