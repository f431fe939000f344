package org.folioscope.cli.verb;

import java.util.StringJoiner;
import org.folioscope.scenarios.language.ScenarioFiles;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.simulation.schedule.Schedule;

/** Commands to type, for people to copy. */
final class CommandText {

  private CommandText() {}

  /** A configuration in words. */
  static String of(Configuration configuration) {
    String policies =
        configuration.policies().overrides().isEmpty()
            ? ""
            : ", " + configuration.policies().overrides().toString().replaceAll("[{}]", "");
    return configuration.scenario().name()
        + " on "
        + configuration.policies().kernel().label()
        + " with "
        + configuration.filesystem().name()
        + policies;
  }

  /** Runs a schedule again. */
  static String run(Configuration configuration, String schedule) {
    return make("run", configuration, schedule);
  }

  /** Runs a schedule several times and compares. */
  static String repeat(Configuration configuration, Schedule schedule) {
    return make("repeat", configuration, schedule.id());
  }

  private static String make(String verb, Configuration configuration, String schedule) {
    StringJoiner command = new StringJoiner(" ", "./folioscope " + verb + " ", "");
    command.add(scenario(configuration));
    command.add("--kernel " + configuration.policies().kernel().label());
    command.add("--fs " + configuration.filesystem().name());
    configuration
        .policies()
        .overrides()
        .forEach((name, value) -> command.add("--policy " + name + "=" + value));
    configuration.plugins().forEach(plugin -> command.add("--plugin " + plugin.place()));
    return command.add("--schedule " + schedule).toString();
  }

  /** Goes through a kept run. */
  static String replay(Object directory) {
    return "./folioscope replay " + directory;
  }

  private static String scenario(Configuration configuration) {
    String name = configuration.scenario().name();
    String path = configuration.scenario().path();
    boolean builtIn = path.equals(name + ".yaml") && ScenarioFiles.catalogue().contains(name);
    return builtIn ? name : path;
  }
}
