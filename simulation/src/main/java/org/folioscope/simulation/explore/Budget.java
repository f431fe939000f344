package org.folioscope.simulation.explore;

import java.util.function.BooleanSupplier;

/**
 * How much an exploration may cost.
 *
 * @param executions how many executions at most
 * @param expired asked before each execution; true ends the exploration. The place for a clock, of
 *     which there is none here
 */
public record Budget(long executions, BooleanSupplier expired) {

  /** Checks that the number of executions makes sense. */
  public Budget {
    if (executions < 0) {
      throw new IllegalArgumentException("executions must not be negative: " + executions);
    }
  }

  /** No bound at all. */
  public static Budget unlimited() {
    return executions(Long.MAX_VALUE);
  }

  /** A number of executions, however long they take. */
  public static Budget executions(long executions) {
    return new Budget(executions, () -> false);
  }

  boolean exhausted(long executed) {
    return executed >= executions || expired.getAsBoolean();
  }
}
