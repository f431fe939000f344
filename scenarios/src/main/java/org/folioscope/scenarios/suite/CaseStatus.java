package org.folioscope.scenarios.suite;

import java.util.Locale;

/** What came of a case. */
public enum CaseStatus {
  /** Every result was as expected, in every interleaving. */
  PASSED,
  /** A result was another one, or something went wrong. */
  FAILED,
  /** It was not run, for a reason that is told. */
  SKIPPED,
  /** The search was cut short before it could be said. */
  UNKNOWN;

  /** The word for people and programs. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
