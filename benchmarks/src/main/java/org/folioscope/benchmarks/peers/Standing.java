package org.folioscope.benchmarks.peers;

import java.util.Locale;

/**
 * What one tool makes of M1.
 *
 * @param rate how many executions or states a second, and which, once it has started
 * @param proof what it takes to show that there is no bug where pins count; start-up included
 * @param firstBug what it takes to find the bug where they do not; start-up included
 */
record Standing(String rate, String proof, String firstBug) {

  /** What a tool does not do or was not asked to. */
  static final String NONE = "–";

  static String rate(double perSecond, String what) {
    return String.format(Locale.ROOT, "%,.0f %s", perSecond, what);
  }

  /** A rate of one thread, and how many times as much two threads make. */
  static String rate(double perSecond, String what, double ofTwo) {
    return rate(perSecond, what) + String.format(Locale.ROOT, "; two threads %.2f ×", ofTwo);
  }

  static String cost(double count, String what, double seconds) {
    return String.format(Locale.ROOT, "%,.0f %s, %.2f s", count, what, seconds);
  }
}
