package org.folioscope.simulation.dpor;

import org.jspecify.annotations.Nullable;

/** An execution that a worker makes or has made. */
final class Job {

  private final Plan plan;
  private @Nullable Execution execution;

  Job(Plan plan) {
    this.plan = plan;
  }

  Plan plan() {
    return plan;
  }

  /** What came of it; null while it is being made. */
  @Nullable Execution execution() {
    return execution;
  }

  void done(Execution newExecution) {
    execution = newExecution;
  }
}
