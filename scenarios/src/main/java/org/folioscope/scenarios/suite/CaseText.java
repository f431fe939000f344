package org.folioscope.scenarios.suite;

import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.MemoryLog;
import org.folioscope.scenarios.report.Diagram;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.scenarios.run.EmulatedMachine;
import org.folioscope.scenarios.run.Emulation;
import org.folioscope.simulation.schedule.Recorded;

/** A case that failed, for a person: what it says, what came, and how it came to that. */
public final class CaseText {

  private CaseText() {}

  /** The case, what was expected and what came, and for a race the shortest schedule, drawn. */
  public static String of(CaseResult result) {
    StringBuilder text = new StringBuilder();
    text.append(result.scenario().name()).append(": ").append(result.scenario().title());
    text.append("\n\n").append(result.message().indent(2));
    text.append('\n').append(result.scenario().text().indent(4));
    for (CaseResult.Failure failure : result.failure()) {
      text.append("\nschedule ").append(failure.schedule().id()).append('\n');
      if (result.scenario().tasks().size() > 1) {
        text.append('\n').append(drawn(failure));
      }
    }
    return text.toString();
  }

  /** Runs the schedule again, with the marks that a drawing is made of. */
  private static String drawn(CaseResult.Failure failure) {
    Configuration configuration = failure.configuration();
    EmulatedMachine machine = EmulatedMachine.wire(configuration);
    MemoryLog log = new MemoryLog(machine.machine().space(), true);
    Emulation emulation = Emulation.on(configuration, machine, log, true);
    emulation.execute(new Recorded(failure.schedule()));
    try (LogCursor cursor = log.cursor()) {
      return Diagram.of(
          cursor,
          task -> configuration.taskNames().getOrDefault("task." + task, "task " + task),
          emulation.setupEvents());
    }
  }
}
