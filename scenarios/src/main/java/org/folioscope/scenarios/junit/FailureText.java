package org.folioscope.scenarios.junit;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.MemoryLog;
import org.folioscope.scenarios.explore.Explored;
import org.folioscope.scenarios.language.ScenarioFiles;
import org.folioscope.scenarios.outcome.Expectation;
import org.folioscope.scenarios.report.Diagram;
import org.folioscope.scenarios.report.OutcomeTable;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.scenarios.run.EmulatedMachine;
import org.folioscope.scenarios.run.Emulation;
import org.folioscope.simulation.schedule.Recorded;

/** What a failing test prints: verdict, outcomes, the worst one drawn, how to repeat it. */
record FailureText(Explored explored) {

  private static final int WIDTH = 100;

  String text() {
    return verdict()
        + "\n"
        + table()
        + worst().map(found -> "\n" + drawn(found) + "\n" + repeated(found)).orElse("");
  }

  private Configuration configuration() {
    return explored.configuration();
  }

  private String verdict() {
    String policies =
        configuration().policies().overrides().entrySet().stream()
            .map(policy -> ", " + policy.getKey() + "=" + policy.getValue())
            .collect(Collectors.joining());
    return String.format(
        Locale.ROOT,
        "%s on %s with %s%s\n%s: %s\nsearch: %s, %s; grain %s\n",
        configuration().scenario().name(),
        configuration().policies().kernel().label(),
        configuration().filesystem().name(),
        policies,
        explored.verdict().label(),
        explored.reason(),
        explored.result().strategy(),
        extent(),
        configuration().grain());
  }

  private String extent() {
    return String.format(
        Locale.ROOT,
        explored.result().complete()
            ? "every interleaving: %,d executions"
            : "cut short: not every interleaving was tried in %,d executions",
        explored.result().executions());
  }

  private String table() {
    List<OutcomeTable.Row> rows =
        explored.found().stream()
            .map(found ->
                new OutcomeTable.Row(
                    found.outcome().id(),
                    found.outcome().kind(),
                    found.count(),
                    found.expectation(),
                    found.because(),
                    found.outcome().message()))
            .toList();
    return OutcomeTable.of(rows, WIDTH);
  }

  /** The one to look at: one that must not be, or else the worst. */
  private Optional<Explored.Found> worst() {
    return explored.found().stream()
        .filter(found ->
            found.expectation() == Expectation.FORBIDDEN
                || found.expectation() == Expectation.UNLISTED)
        .findFirst()
        .or(explored::worst);
  }

  /** Runs the outcome's schedule again, with the marks that a drawing is made of. */
  private String drawn(Explored.Found found) {
    EmulatedMachine machine = EmulatedMachine.wire(configuration());
    MemoryLog log = new MemoryLog(machine.machine().space(), true);
    Emulation emulation = Emulation.on(configuration(), machine, log, true);
    emulation.execute(new Recorded(found.schedule()));
    try (LogCursor cursor = log.cursor()) {
      return found.outcome().id()
          + ":\n\n"
          + Diagram.of(cursor, this::taskName, emulation.setupEvents());
    }
  }

  private String taskName(int task) {
    return configuration().taskNames().getOrDefault("task." + task, "task " + task);
  }

  private String repeated(Explored.Found found) {
    StringJoiner command = new StringJoiner(" ", "repeat it: ./folioscope run ", "\n");
    command.add(isBuilt() ? configuration().scenario().name() + ".yaml" : typed());
    command.add("--kernel " + configuration().policies().kernel().label());
    command.add("--fs " + configuration().filesystem().name());
    configuration()
        .policies()
        .overrides()
        .forEach((name, value) -> command.add("--policy " + name + "=" + value));
    command.add("--schedule " + found.schedule().id());
    return isBuilt()
        ? command + "with this file:\n\n" + configuration().scenario().text()
        : "" + command;
  }

  private boolean isBuilt() {
    return !configuration().scenario().path().matches(".*\\.ya?ml");
  }

  private String typed() {
    String name = configuration().scenario().name();
    String path = configuration().scenario().path();
    boolean builtIn = path.equals(name + ".yaml") && ScenarioFiles.catalogue().contains(name);
    return builtIn ? name : path;
  }
}
