package org.folioscope.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.IntFunction;
import org.folioscope.eventlog.export.TextExport;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.LogHeader;
import org.folioscope.eventlog.log.MemoryLog;
import org.folioscope.scenarios.language.ScenarioFiles;
import org.folioscope.scenarios.report.KernelLog;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.scenarios.run.EmulatedMachine;
import org.folioscope.scenarios.run.Emulation;
import org.folioscope.scenarios.run.Execution;
import org.folioscope.simulation.dpor.PartialOrder;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.ExplorationResult;
import org.folioscope.simulation.explore.FoundOutcome;
import org.folioscope.simulation.explore.NaiveExhaustive;
import org.folioscope.simulation.explore.ScheduleShrinker;
import org.folioscope.simulation.explore.Trial;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.simulation.schedule.Schedule;
import org.folioscope.simulation.schedule.Scheduler;
import org.folioscope.vm.contract.FilesystemProvider;

/** An execution whose log has marks, ready to be drawn. */
final class DrawnRun {

  private final Configuration configuration;
  private final EmulatedMachine emulated;
  private final MemoryLog log;
  private final Emulation emulation;
  private final Execution execution;

  DrawnRun(Configuration configuration, Scheduler scheduler) {
    this.configuration = configuration;
    this.emulated = EmulatedMachine.wire(configuration);
    this.log = new MemoryLog(emulated.machine().space(), true);
    this.emulation = Emulation.on(configuration, emulated, log, true);
    this.execution = emulation.execute(scheduler);
  }

  static Configuration configuration(String scenario, String kernel, String filesystem) {
    return new Configuration(
        ScenarioFiles.load(scenario),
        Policies.of(Kernel.named(kernel).orElseThrow()),
        provider(filesystem));
  }

  static boolean isPossible(String scenario, String filesystem) {
    return Configuration.isPossible(ScenarioFiles.load(scenario), provider(filesystem));
  }

  private static FilesystemProvider provider(String filesystem) {
    return ServiceLoader.load(FilesystemProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(candidate -> candidate.name().equals(filesystem))
        .findFirst()
        .orElseThrow();
  }

  /** Everything that can happen without preemption. */
  static ExplorationResult explored(Configuration configuration) {
    return NaiveExhaustive.bounded(0)
        .explore(Emulation.inMemory(configuration), Budget.executions(5_000));
  }

  /** The simplest schedule that is found for the outcome, under the one with the most ids. */
  static Schedule schedule(Configuration configuration, String outcome) {
    FoundOutcome found =
        explored(configuration).outcomes().stream()
            .filter(candidate -> candidate.outcome().startsWith(outcome))
            .findFirst()
            .orElseThrow();
    return new ScheduleShrinker(Emulation.inMemory(configuration), Budget.executions(500))
        .shrink(found.schedule())
        .end()
        .schedule();
  }

  /** The simplest schedule of the first outcome with this id among its own. */
  static Schedule schedule(Configuration configuration, String id, long executions) {
    Emulation subject = Emulation.inMemory(configuration);
    List<Schedule> found = new ArrayList<>();
    PartialOrder.alone()
        .explore(
            scheduler -> {
              Trial trial = subject.run(scheduler);
              if (List.of(trial.outcome().split("\\+")).contains(id)) {
                found.add(trial.end().schedule());
              }
              return trial;
            },
            new Budget(executions, () -> !found.isEmpty()));
    assertThat(found).as("schedules that lead to %s", id).isNotEmpty();
    return new ScheduleShrinker(Emulation.inMemory(configuration), Budget.executions(500))
        .shrink(found.getFirst())
        .end()
        .schedule();
  }

  Execution execution() {
    return execution;
  }

  Emulation emulation() {
    return emulation;
  }

  LogCursor cursor() {
    return log.cursor();
  }

  /** What the kernel would have printed. */
  String dmesg() {
    String kernel = configuration.policies().kernel().label();
    return KernelLog.text(KernelLog.of(cursor(), taskNames(), setupEvents(), kernel));
  }

  long setupEvents() {
    return emulation.setupEvents();
  }

  IntFunction<String> taskNames() {
    return TextExport.taskNames(LogHeader.of(emulated.families(), configuration.taskNames()));
  }
}
