package org.folioscope.simulation.explore;

/** A way to choose which schedules to try. */
public interface Strategy {

  /** The strategy with its parameters, as a verdict prints it. */
  String name();

  /**
   * Executes the subject until the strategy has seen what it wants to see or the budget is used up.
   */
  ExplorationResult explore(Subject subject, Budget budget, Progress progress);

  /** {@link #explore(Subject, Budget, Progress)} with nobody listening. */
  default ExplorationResult explore(Subject subject, Budget budget) {
    return explore(subject, budget, Progress.SILENT);
  }
}
