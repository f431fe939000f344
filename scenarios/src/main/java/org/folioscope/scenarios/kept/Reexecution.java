package org.folioscope.scenarios.kept;

import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.eventlog.log.MemoryLog;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.scenarios.run.EmulatedMachine;
import org.folioscope.scenarios.run.Emulation;
import org.folioscope.scenarios.run.Execution;
import org.folioscope.simulation.schedule.Deviation;
import org.folioscope.simulation.schedule.Recorded;
import org.folioscope.simulation.schedule.Schedule;
import org.jspecify.annotations.Nullable;

/**
 * A run made again by today's code, perhaps on another kernel, under the schedule of a log.
 *
 * @param execution what came out this time
 * @param log everything that happened
 * @param emulation for the state at the end
 * @param missed where the schedule could not be followed, if anywhere
 */
public record Reexecution(
    Execution execution, MemoryLog log, Emulation emulation, @Nullable Deviation missed) {

  /** Runs the configuration under the schedule. */
  public static Reexecution of(Configuration configuration, Schedule schedule) {
    EmulatedMachine emulated = EmulatedMachine.wire(configuration);
    MemoryLog log = new MemoryLog(emulated.machine().space());
    Emulation emulation = Emulation.on(configuration, emulated, log, false);
    Recorded recorded = new Recorded(schedule);
    Execution execution = emulation.execute(recorded);
    return new Reexecution(execution, log, emulation, recorded.missed());
  }

  /**
   * The number of the first event that is not the same in the recording, in its place or its
   * contents; 0 when all are.
   *
   * @param recording a cursor over the recording, at its beginning
   */
  public long firstDifference(LogCursor recording) {
    long compared = 0;
    try (LogCursor mine = log.cursor()) {
      while (true) {
        LoggedStep left = recording.next();
        LoggedStep right = mine.next();
        if (left == null || right == null) {
          return left == right ? 0 : compared + 1;
        }
        long difference = firstDifference(left, right);
        if (difference > 0) {
          return difference;
        }
        compared += left.events().size();
      }
    }
  }

  private static long firstDifference(LoggedStep left, LoggedStep right) {
    if (!left.step().equals(right.step())) {
      return left.events().getFirst().number();
    }
    for (int i = 0; i < left.events().size(); i++) {
      if (i >= right.events().size() || !left.events().get(i).equals(right.events().get(i))) {
        return left.events().get(i).number();
      }
    }
    return left.events().size() == right.events().size() ? 0 : left.events().getLast().number() + 1;
  }
}
