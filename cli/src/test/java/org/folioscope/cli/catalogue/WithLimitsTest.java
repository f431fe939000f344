package org.folioscope.cli.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.folioscope.eventlog.log.MemoryLog;
import org.folioscope.eventlog.replay.Replay;
import org.folioscope.scenarios.builder.Scenarios;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.language.ScenarioFiles;
import org.folioscope.scenarios.outcome.Violation;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.scenarios.run.EmulatedMachine;
import org.folioscope.scenarios.run.Emulation;
import org.folioscope.scenarios.run.Execution;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.report.Kind;
import org.folioscope.simulation.schedule.LowestFirst;
import org.folioscope.simulation.schedule.RoundRobin;
import org.folioscope.simulation.schedule.Scheduler;
import org.folioscope.simulation.schedule.SeededRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every scenario on a machine on which two pages may be dirty: writers are slower, but they get on,
 * since no kernel in use leaves pages dirty for ever.
 */
class WithLimitsTest {

  private static final String LIMITS = "dirty-memory";

  private static final List<Kernel> KERNELS = List.of(Kernel.LINUX_4_15, Kernel.LINUX_6_12);

  static Stream<Arguments> scenariosAndKernels() {
    return ScenarioFiles.catalogue()
        .toJavaStream()
        .filter(name -> !ScenarioFiles.builtIn(name).options().containsKey(LIMITS))
        .flatMap(scenario -> KERNELS.stream().map(kernel -> Arguments.of(scenario, kernel)));
  }

  @ParameterizedTest
  @MethodSource("scenariosAndKernels")
  void nobodySleepsForEverOrRunsForEver(String name, Kernel kernel) {
    Scenario scenario = Scenarios.like(ScenarioFiles.builtIn(name)).option(LIMITS, "11").build();
    Configuration configuration = Ext4.on(kernel, scenario);
    Emulation emulation = Emulation.inMemory(configuration);
    for (Supplier<Scheduler> scheduler : schedulers()) {
      Execution execution = emulation.execute(scheduler.get());
      assertThat(execution.violations())
          .noneMatch(it -> it.kind() == Kind.MODEL_EXCEPTION)
          .extracting(Violation::id)
          .doesNotContain("hang-killable", "livelock");
      Replay.Result folded =
          EveryRunTest.fold(
              EmulatedMachine.wire(configuration), ((MemoryLog) emulation.log()).cursor());
      assertThat(folded.firstMismatch()).as("first event with another digest").isZero();
    }
  }

  private static List<Supplier<Scheduler>> schedulers() {
    List<Supplier<Scheduler>> schedulers = new ArrayList<>();
    schedulers.add(LowestFirst::new);
    schedulers.add(RoundRobin::new);
    LongStream.range(1, 3).forEach(seed -> schedulers.add(() -> new SeededRandom(seed)));
    return schedulers;
  }
}
