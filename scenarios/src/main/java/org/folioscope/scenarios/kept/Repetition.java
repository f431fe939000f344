package org.folioscope.scenarios.kept;

import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.MemoryLog;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.scenarios.run.EmulatedMachine;
import org.folioscope.scenarios.run.Emulation;
import org.folioscope.scenarios.run.Execution;
import org.folioscope.simulation.schedule.Schedule;
import org.folioscope.simulation.schedule.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * The same run several times, each on a machine wired anew: set-up, tasks and checks, compared
 * event by event as they are encoded, with the state after each.
 *
 * @param first the run that the others are compared with
 * @param runs how many were made, the first one included; fewer than wanted if one was different
 * @param difference the first event of the last run that is not the same; null when there is none
 */
public record Repetition(
    Execution first, int runs, ExactComparison.@Nullable Difference difference) {

  /**
   * Runs once under the scheduler, then again under the schedule that this was, until a run is not
   * the same.
   *
   * @param runs how many runs at most, at least 2
   */
  public static Repetition of(Configuration configuration, Scheduler scheduler, int runs) {
    if (runs < 2) {
      throw new IllegalArgumentException("a repetition takes two runs or more: " + runs);
    }
    EmulatedMachine emulated = EmulatedMachine.wire(configuration);
    MemoryLog log = new MemoryLog(emulated.machine().space());
    Execution first = Emulation.on(configuration, emulated, log, false).execute(scheduler);
    ExactComparison comparison = new ExactComparison(emulated.families());
    Schedule schedule = first.end().schedule();
    for (int run = 2; run <= runs; run++) {
      MemoryLog again = Reexecution.of(configuration, schedule).log();
      try (LogCursor left = log.cursor();
          LogCursor right = again.cursor()) {
        ExactComparison.Difference difference = comparison.first(left, right);
        if (difference != null) {
          return new Repetition(first, run, difference);
        }
      }
    }
    return new Repetition(first, runs, null);
  }

  /** Whether all runs were the same, byte for byte. */
  public boolean isEqual() {
    return difference == null;
  }
}
