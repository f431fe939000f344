package org.folioscope.scenarios.kept;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.folioscope.eventlog.chronicle.ChronicleLog;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.scenarios.run.EmulatedMachine;
import org.folioscope.scenarios.run.Emulation;
import org.folioscope.scenarios.run.Execution;
import org.folioscope.simulation.schedule.Scheduler;

/** Runs a configuration once and keeps everything that happens in a Chronicle log. */
public final class KeptRun {

  /** End property: how many of the events belong to set-up. */
  public static final String SETUP_EVENTS = "setup-events";

  /** End property: the schedule's id. */
  public static final String SCHEDULE = "schedule";

  /** End property: the outcome's id. */
  public static final String OUTCOME = "outcome";

  /** Header property: the scenario's text. */
  public static final String SCENARIO_TEXT = "scenario-text";

  /** Header property: where the scenario's text came from. */
  public static final String SCENARIO_PATH = "scenario-path";

  private KeptRun() {}

  /**
   * Executes under the scheduler, from an empty machine, into a log in the directory.
   *
   * @throws org.folioscope.eventlog.BadInputException when nothing can be written there
   */
  public static Execution record(Configuration configuration, Scheduler scheduler, Path directory) {
    EmulatedMachine emulated = EmulatedMachine.wire(configuration);
    try (ChronicleLog log =
        ChronicleLog.create(
            emulated.machine().space(),
            directory,
            emulated.families(),
            properties(configuration))) {
      Emulation emulation = Emulation.on(configuration, emulated, log, true);
      Execution execution = emulation.execute(scheduler);
      SequencedMap<String, String> end = new LinkedHashMap<>();
      end.put(SETUP_EVENTS, Long.toString(emulation.setupEvents()));
      end.put(SCHEDULE, execution.end().schedule().id());
      end.put(OUTCOME, execution.outcome().id());
      log.end(end);
      return execution;
    }
  }

  private static SequencedMap<String, String> properties(Configuration configuration) {
    SequencedMap<String, String> properties = configuration.properties();
    properties.putAll(configuration.taskNames());
    properties.put(SCENARIO_PATH, configuration.scenario().path());
    properties.put(SCENARIO_TEXT, configuration.scenario().text());
    return properties;
  }
}
