package org.folioscope.ext4;

/**
 * What is known of one block of a file (the extent tree and the extent status cache in one).
 *
 * @param physical its place on the device; 0 while delayed
 */
record Block(State state, long physical) {

  static final Block DELAYED = new Block(State.DELAYED, 0);

  enum State {
    DELAYED,
    UNWRITTEN,
    WRITTEN
  }
}
