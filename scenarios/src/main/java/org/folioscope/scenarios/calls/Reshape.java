package org.folioscope.scenarios.calls;

/** What a program does to a file apart from its bytes. */
public enum Reshape {
  /** The file ends somewhere else; what is cut off is gone, what is gained is zero. */
  TRUNCATE(true, false),
  /** A range reads as zeroes; the file stays as long as it is. */
  EMPTY(true, false),
  /** A range reads as zeroes, and the file reaches at least to its end. */
  EMPTY_AND_EXTEND(true, true),
  /** The file reaches at least to the end of a range; its bytes stay. */
  EXTEND(false, true);

  private final boolean zeroes;
  private final boolean extending;

  Reshape(boolean zeroes, boolean extending) {
    this.zeroes = zeroes;
    this.extending = extending;
  }

  /** Whether bytes become zero. */
  public boolean zeroes() {
    return zeroes;
  }

  /** Whether the file becomes longer if it ended before the range does. */
  public boolean extending() {
    return extending;
  }
}
