package org.folioscope.cli.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.folioscope.eventlog.chronicle.ChronicleReader;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.LogEnd;
import org.folioscope.eventlog.log.LogHeader;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.eventlog.log.MemoryLog;
import org.folioscope.eventlog.replay.Replay;
import org.folioscope.scenarios.kept.KeptRun;
import org.folioscope.scenarios.kept.Reexecution;
import org.folioscope.scenarios.language.ScenarioFiles;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.scenarios.run.EmulatedMachine;
import org.folioscope.scenarios.run.Emulation;
import org.folioscope.scenarios.run.Execution;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.FoundOutcome;
import org.folioscope.simulation.explore.NaiveExhaustive;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.schedule.LowestFirst;
import org.folioscope.simulation.schedule.Recorded;
import org.folioscope.simulation.schedule.RoundRobin;
import org.folioscope.simulation.schedule.Schedule;
import org.folioscope.simulation.schedule.Scheduler;
import org.folioscope.simulation.schedule.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds for every run of every scenario on kernels old and new: the log is the whole truth,
 * and the schedule the only choice.
 */
class EveryRunTest {

  /** Executions in which each bad outcome of the catalogue has come up. */
  private static final int ENOUGH = 1_500;

  /** One of each way to wait for a page, and of each way to hold one. */
  private static final List<Kernel> KERNELS =
      List.of(Kernel.LINUX_4_15, Kernel.LINUX_5_10, Kernel.LINUX_6_1, Kernel.LINUX_6_12);

  /** Schedules that end badly, by scenario and kernel. */
  private static final SortedMap<String, List<Schedule>> bad = new TreeMap<>();

  @TempDir private Path directory;

  static Stream<Arguments> scenariosAndKernels() {
    return ScenarioFiles.catalogue()
        .toJavaStream()
        .flatMap(scenario -> KERNELS.stream().map(kernel -> Arguments.of(scenario, kernel)));
  }

  /** Ways to schedule a run, among them one that ends badly if there is one. */
  private static List<Supplier<Scheduler>> schedulers(
      String scenario, Kernel kernel, Emulation emulation) {
    List<Supplier<Scheduler>> schedulers = new ArrayList<>();
    schedulers.add(LowestFirst::new);
    schedulers.add(RoundRobin::new);
    schedulers.add(() -> new SeededRandom(1));
    schedulers.add(() -> new SeededRandom(2));
    bad.computeIfAbsent(scenario + " " + kernel, _ -> violating(emulation))
        .forEach(schedule -> schedulers.add(() -> new Recorded(schedule)));
    return schedulers;
  }

  private static List<Schedule> violating(Emulation emulation) {
    return NaiveExhaustive.bounded(1)
        .explore(emulation, Budget.executions(ENOUGH))
        .violations()
        .stream()
        .map(FoundOutcome::schedule)
        .toList();
  }

  private static List<LoggedStep> steps(Emulation emulation) {
    return Run.read(((MemoryLog) emulation.log()).cursor());
  }

  @Test
  void badRunsAreAmongThem() {
    for (String scenario : ScenarioFiles.catalogue()) {
      if (ScenarioFiles.builtIn(scenario)
          .outcomes()
          .exists(rule ->
              rule.on().kernels().contains("linux-6.1")
                  && rule.required().contains("lost-write"))) {
        Emulation emulation = Emulation.inMemory(Ext4.on(Kernel.LINUX_6_1, scenario));
        assertThat(schedulers(scenario, Kernel.LINUX_6_1, emulation))
            .as(scenario)
            .hasSizeGreaterThan(4);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("scenariosAndKernels")
  void foldingTheLogGivesTheLiveState(String scenario, Kernel kernel) {
    Configuration configuration = Ext4.on(kernel, scenario);
    Emulation emulation = Emulation.inMemory(configuration);
    for (Supplier<Scheduler> scheduler : schedulers(scenario, kernel, emulation)) {
      Execution execution = emulation.execute(scheduler.get());
      EmulatedMachine fresh = EmulatedMachine.wire(configuration);
      Replay.Result folded = fold(fresh, ((MemoryLog) emulation.log()).cursor());
      assertThat(folded.firstMismatch()).as("first event with another digest").isZero();
      assertThat(folded.events()).isEqualTo(execution.events());
      assertThat(folded.digest()).isEqualTo(execution.digest());
      assertThat(fresh.machine().space().values()).isEqualTo(emulation.space().values());
    }
  }

  @ParameterizedTest
  @MethodSource("scenariosAndKernels")
  void executingFromTheMarkAgainGivesTheSameLog(String scenario, Kernel kernel) {
    Emulation emulation = Emulation.inMemory(Ext4.on(kernel, scenario));
    for (Supplier<Scheduler> scheduler : schedulers(scenario, kernel, emulation)) {
      Execution first = emulation.execute(scheduler.get());
      List<LoggedStep> steps = steps(emulation);
      emulation.execute(new SeededRandom(99));
      Execution second = emulation.execute(scheduler.get());
      assertThat(steps(emulation)).isEqualTo(steps);
      assertThat(second.digest()).isEqualTo(first.digest());
      assertThat(second.violations()).isEqualTo(first.violations());
    }
  }

  @ParameterizedTest
  @MethodSource("scenariosAndKernels")
  void aNewMachineUnderTheRecordedScheduleGivesTheSameLog(String scenario, Kernel kernel) {
    Configuration configuration = Ext4.on(kernel, scenario);
    Emulation emulation = Emulation.inMemory(configuration);
    for (Supplier<Scheduler> scheduler : schedulers(scenario, kernel, emulation)) {
      Execution execution = emulation.execute(scheduler.get());
      Schedule written = Schedule.parse(execution.end().schedule().id());
      Reexecution again = Reexecution.of(configuration, written);
      assertThat(again.missed()).isNull();
      assertThat(again.firstDifference(((MemoryLog) emulation.log()).cursor())).isZero();
      assertThat(Run.read(again.log().cursor())).isEqualTo(steps(emulation));
      assertThat(again.execution().outcome()).isEqualTo(execution.outcome());
    }
  }

  @ParameterizedTest
  @MethodSource("scenariosAndKernels")
  void aKeptRunIsTheSameByteForByteEachTimeAndHoldsWhatTheOneInMemoryHolds(
      String scenario, Kernel kernel) {
    Configuration configuration = Ext4.on(kernel, scenario);
    Emulation emulation = Emulation.inMemory(configuration);
    int number = 0;
    List<Supplier<Scheduler>> schedulers = schedulers(scenario, kernel, emulation);
    for (Supplier<Scheduler> scheduler : schedulers.subList(3, schedulers.size())) {
      Execution inMemory = emulation.execute(scheduler.get());
      Path first = directory.resolve("first-" + number);
      Path second = directory.resolve("second-" + number++);
      Schedule schedule = inMemory.end().schedule();
      Execution kept = KeptRun.record(configuration, scheduler.get(), first);
      KeptRun.record(configuration, new Recorded(schedule), second);
      assertThat(kept.violations()).isEqualTo(inMemory.violations());
      assertThat(end(first, configuration)).isEqualTo(end(second, configuration));
      assertThat(end(first, configuration).digest()).isEqualTo(inMemory.digest());
      assertThat(withoutMarks(read(first, configuration))).isEqualTo(steps(emulation));
    }
  }

  @ParameterizedTest
  @MethodSource("scenariosAndKernels")
  void aKeptRunFoldsToTheLiveState(String scenario, Kernel kernel) {
    Configuration configuration = Ext4.on(kernel, scenario);
    Execution kept = KeptRun.record(configuration, new RoundRobin(), directory);
    EmulatedMachine fresh = EmulatedMachine.wire(configuration);
    ChronicleReader reader = ChronicleReader.open(directory, fresh.families());
    try (LogCursor cursor = reader.cursor()) {
      Replay.Result folded =
          new Replay(fresh.machine().space(), fresh.owners())
              .fold(reader.header(), cursor, Replay.ALL);
      assertThat(folded.isFaithful()).isTrue();
      assertThat(folded.digest()).isEqualTo(kept.digest());
      assertThat(folded.events()).isEqualTo(kept.events());
    }
  }

  @ParameterizedTest
  @MethodSource("scenariosAndKernels")
  void aSnapshotBringsAnotherMachineToTheSameState(String scenario, Kernel kernel) {
    Configuration configuration = Ext4.on(kernel, scenario);
    Emulation emulation = Emulation.inMemory(configuration);
    emulation.execute(new SeededRandom(3));
    EmulatedMachine fresh = EmulatedMachine.wire(configuration);
    fresh.machine().space().restore(emulation.space().snapshot());
    assertThat(fresh.machine().space().values()).isEqualTo(emulation.space().values());
    assertThat(fresh.machine().space().digest()).isEqualTo(emulation.space().digest());
  }

  /** Folds a log on a machine on which nothing has happened. */
  static Replay.Result fold(EmulatedMachine fresh, LogCursor cursor) {
    LogHeader header = LogHeader.of(fresh.families(), new LinkedHashMap<>());
    return new Replay(fresh.machine().space(), fresh.owners()).fold(header, cursor, Replay.ALL);
  }

  private static List<LoggedStep> read(Path directory, Configuration configuration) {
    EmulatedMachine fresh = EmulatedMachine.wire(configuration);
    return Run.read(ChronicleReader.open(directory, fresh.families()).cursor());
  }

  private static LogEnd end(Path directory, Configuration configuration) {
    EmulatedMachine fresh = EmulatedMachine.wire(configuration);
    try (LogCursor cursor = ChronicleReader.open(directory, fresh.families()).cursor()) {
      while (cursor.next() != null) {
        assertThat(cursor).isNotNull();
      }
      LogEnd end = cursor.ending().end();
      assertThat(end).isNotNull();
      return end;
    }
  }

  private static List<LoggedStep> withoutMarks(List<LoggedStep> steps) {
    return steps.stream()
        .map(step -> new LoggedStep(step.step(), step.events(), List.of()))
        .toList();
  }
}
