package org.folioscope.scenarios.outcome;

import java.util.Locale;

/** What a scenario says of an outcome. */
public enum Expectation {
  /** Must be reachable. */
  REQUIRED,
  /** May be reached. */
  ALLOWED,
  /** Must not be reachable. */
  FORBIDDEN,
  /** The scenario says nothing of it. */
  UNLISTED;

  /** The word for people and programs. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
