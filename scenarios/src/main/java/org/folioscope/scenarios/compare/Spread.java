package org.folioscope.scenarios.compare;

/**
 * A cost over several runs.
 *
 * @param mean of the runs to which the cost applies
 * @param least of any run
 * @param most of any run
 */
public record Spread(double mean, double least, double most) {

  /** Whether all runs paid the same. */
  public boolean isConstant() {
    return least == most;
  }
}
