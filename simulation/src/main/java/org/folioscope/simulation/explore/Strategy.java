package org.folioscope.simulation.explore;

import java.util.function.Supplier;

/** A way to choose which schedules to try. */
public interface Strategy {

  /** The strategy with its parameters, as a verdict prints it. */
  String name();

  /**
   * Executes subjects, all alike, until the strategy has seen what it wants to see or the budget is
   * used up.
   *
   * @param subjects makes a subject for each worker, on the worker's own thread
   */
  ExplorationResult explore(Supplier<Subject> subjects, Budget budget, Progress progress);

  /** Explores a subject on the caller's thread, with nobody listening. */
  default ExplorationResult explore(Subject subject, Budget budget) {
    return explore(() -> subject, budget, Progress.SILENT);
  }
}
