package org.folioscope.scenarios.language;

/** What a file of a scenario holds before the scenario starts. */
public sealed interface FileContent {
  /**
   * One byte, over and over, in allocated blocks.
   *
   * @param value the byte, 0 to 255
   */
  record Fill(int value) implements FileContent {}

  /**
   * Bytes that tell every offset from every other, in allocated blocks.
   *
   * @param seed files with different seeds differ
   */
  record Pattern(long seed) implements FileContent {}

  /** Nothing: the file has its size, but no block is allocated. */
  record Hole() implements FileContent {}
}
