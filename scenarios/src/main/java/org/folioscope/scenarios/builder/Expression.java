package org.folioscope.scenarios.builder;

/**
 * An argument of a call that is no plain number and no plain name; {@link Terms} makes them. Where
 * a step takes a string for an address or a descriptor, that string is an expression too, written
 * as in a call line: {@code "addr + 1K"}.
 */
public sealed interface Expression permits Expression.Written, FileBytes, Flags {

  /** The argument as a call line has it. */
  String written();

  /**
   * An argument as it is written in a call line.
   *
   * @param written for example {@code addr + 4K} or {@code node=dirty}
   * @param named whether it is given by name
   */
  record Written(String written, boolean named) implements Expression {}
}
