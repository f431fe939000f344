package org.folioscope.scenarios.explore;

/** How hard it is tried to make the schedule of a bad outcome shorter. */
public enum Shortening {
  /** What can be left out easily is. */
  BRIEF(40),

  /** Then schedules with ever more preemptions are tried, until the outcome comes. */
  THOROUGH(4_000);

  private final long executions;

  Shortening(long executions) {
    this.executions = executions;
  }

  /** At most so many executions for each outcome. */
  long executions() {
    return executions;
  }
}
