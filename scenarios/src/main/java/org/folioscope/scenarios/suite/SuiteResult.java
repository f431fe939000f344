package org.folioscope.scenarios.suite;

import io.vavr.collection.Vector;
import java.util.Locale;

/**
 * What came of a suite.
 *
 * @param filesystem what it was run on
 * @param suite the name
 * @param cases in the order of the suite
 */
public record SuiteResult(String filesystem, String suite, Vector<CaseResult> cases) {

  /** How many cases came out so. */
  public int count(CaseStatus status) {
    return cases.count(one -> one.status() == status);
  }

  /** Those that came out so. */
  public Vector<CaseResult> with(CaseStatus status) {
    return cases.filter(one -> one.status() == status);
  }

  /** The counts in one line. */
  public String summary() {
    String unknown =
        count(CaseStatus.UNKNOWN) == 0 ? "" : ", " + count(CaseStatus.UNKNOWN) + " unknown";
    return String.format(
        Locale.ROOT,
        "%s on %s: %d passed, %d failed, %d skipped%s",
        suite,
        filesystem,
        count(CaseStatus.PASSED),
        count(CaseStatus.FAILED),
        count(CaseStatus.SKIPPED),
        unknown);
  }
}
