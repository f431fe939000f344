package org.folioscope.scenarios.outcome;

import java.util.Locale;

/** Whether what was found is what the scenario expects. */
public enum Verdict {
  /** Everything required was reached, nothing else than expected. */
  EXPECTED,
  /**
   * Something forbidden or unlisted was reached, or the search was complete and something required
   * was not.
   */
  UNEXPECTED,
  /** The search was cut short, or showed nothing, before it could be said. */
  UNKNOWN;

  /** The word for people and programs. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
