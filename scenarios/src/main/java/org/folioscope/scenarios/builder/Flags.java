package org.folioscope.scenarios.builder;

/**
 * One or more constants of a call: {@code O_RDONLY.or(O_DIRECT)}.
 *
 * @param written the constants, joined as in a call line
 */
public record Flags(String written) implements Expression {

  /** These and some more. */
  public Flags or(Flags more) {
    return new Flags(written + "|" + more.written);
  }
}
