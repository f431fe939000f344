package org.folioscope.cli.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.folioscope.scenarios.kept.Repetition;
import org.folioscope.scenarios.language.ScenarioFiles;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.simulation.schedule.LowestFirst;
import org.folioscope.simulation.schedule.RoundRobin;
import org.folioscope.simulation.schedule.Scheduler;
import org.folioscope.simulation.schedule.SeededRandom;
import org.folioscope.vm.contract.FilesystemProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same schedule gives the same bytes, set-up included, on two machines wired one after the
 * other: every built-in scenario on every kernel and filesystem that it can be run on. {@code
 * -Dfolioscope.repetitions=10000} repeats that many runs of kara-2018.
 */
class RepetitionTest {

  private static final int REPETITIONS = Integer.getInteger("folioscope.repetitions", 40);

  private static final List<Supplier<Scheduler>> SCHEDULERS =
      List.of(LowestFirst::new, RoundRobin::new, () -> new SeededRandom(5));

  static Stream<Arguments> configurations() {
    return ScenarioFiles.catalogue()
        .toJavaStream()
        .flatMap(scenario ->
            Ext4.KERNELS.stream()
                .flatMap(kernel ->
                    filesystems()
                        .filter(
                            one -> Configuration.isPossible(ScenarioFiles.builtIn(scenario), one))
                        .map(filesystem -> Arguments.of(scenario, kernel, filesystem.name()))));
  }

  private static Stream<FilesystemProvider> filesystems() {
    return ServiceLoader.load(FilesystemProvider.class).stream().map(ServiceLoader.Provider::get);
  }

  private static Configuration configuration(String scenario, Kernel kernel, String name) {
    FilesystemProvider filesystem =
        filesystems().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    return new Configuration(ScenarioFiles.builtIn(scenario), Policies.of(kernel), filesystem);
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void theSameScheduleGivesTheSameBytesOnAnotherMachine(
      String scenario, Kernel kernel, String filesystem) {
    Configuration configuration = configuration(scenario, kernel, filesystem);
    for (Supplier<Scheduler> scheduler : SCHEDULERS) {
      Repetition repetition = Repetition.of(configuration, scheduler.get(), 2);
      assertThat(repetition.difference()).isNull();
      assertThat(repetition.runs()).isEqualTo(2);
      assertThat(repetition.first().events()).isPositive();
    }
  }

  @Test
  void manyRandomRunsAreTheSameTwice() {
    for (int seed = 0; seed < REPETITIONS; seed++) {
      Kernel kernel = Ext4.KERNELS.get(seed % Ext4.KERNELS.size());
      Configuration configuration =
          configuration("kara-2018", kernel, seed / Ext4.KERNELS.size() % 2 == 0 ? "ext4" : "xfs");
      Repetition repetition = Repetition.of(configuration, new SeededRandom(seed), 2);
      assertThat(repetition.difference()).as("seed %s on %s", seed, kernel).isNull();
    }
  }
}
