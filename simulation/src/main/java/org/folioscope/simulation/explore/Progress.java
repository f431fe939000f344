package org.folioscope.simulation.explore;

import java.util.function.DoubleSupplier;

/** Hears how an exploration is coming on. */
@FunctionalInterface
public interface Progress {

  /** Nobody listens. */
  Progress SILENT = (executions, outcomes, violations) -> {};

  /**
   * One more execution is done.
   *
   * @param executions how many were run so far
   * @param outcomes how many distinct outcomes were found so far
   * @param violations how many of these are violations
   */
  void executed(long executions, int outcomes, int violations);

  /**
   * The exploration begins.
   *
   * @param fractionDone to be asked during {@link #executed}: how much of it is done, as a guess
   *     from 0 to 1; NaN if nobody can say
   */
  default void begins(DoubleSupplier fractionDone) {}
}
