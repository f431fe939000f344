package org.folioscope.benchmarks.m1;

import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.ExplorationResult;

/**
 * Explores {@link M1} once, in a JVM of its own, without recording anything: what a search costs
 * from a cold start to its first bug or to its end.
 */
public final class ColdStart {

  private static final long MOST = 100_000;

  private ColdStart() {}

  /** Arguments: {@code unpinned} or {@code pinned}, and a {@link Search}. */
  public static void main(String[] arguments) {
    M1 model = arguments[0].equals("pinned") ? M1.pinned() : M1.unpinned();
    ExplorationResult result = toFirstBug(model, Search.valueOf(arguments[1]));
    String verdict =
        result.violations().isEmpty() ? result.complete() ? "proved" : "not seen" : "bug";
    System.out.println(verdict + " " + (result.executions() + result.repeats()));
  }

  private static ExplorationResult toFirstBug(M1 model, Search search) {
    boolean[] found = new boolean[1];
    return search
        .strategy()
        .explore(
            () -> model,
            new Budget(MOST, () -> found[0]),
            (executions, outcomes, violations) -> found[0] = violations > 0);
  }
}
