package org.folioscope.scenarios.matrix;

/** What came of a cell. */
public enum Judgement {
  /** As expected, over a complete search. */
  AGREES,
  /** Not as expected, and nobody says why. */
  DISAGREES,
  /** Not as expected, as the matrix itself says, with the reason. */
  EXPLAINED,
  /** The search was cut short, or showed nothing: never green. */
  UNKNOWN,
  /** Complete, and nothing is expected. */
  OPEN,
  /** Said to be as the base cell, and not explored again. */
  AS_BASE,
  /** Not there. */
  NOT_RUN;

  /** What stands before a cell in a table to show that it is not as it should be. */
  public String mark() {
    return switch (this) {
      case DISAGREES -> "!";
      case EXPLAINED -> "~";
      case UNKNOWN -> "?";
      case AGREES, OPEN, AS_BASE, NOT_RUN -> "";
    };
  }
}
