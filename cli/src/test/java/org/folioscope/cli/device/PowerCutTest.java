package org.folioscope.cli.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ServiceLoader;
import java.util.SortedSet;
import java.util.TreeSet;
import org.folioscope.scenarios.explore.Exploration;
import org.folioscope.scenarios.explore.Explored;
import org.folioscope.scenarios.language.ScenarioException;
import org.folioscope.scenarios.language.ScenarioParser;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.scenarios.run.Emulation;
import org.folioscope.scenarios.run.Execution;
import org.folioscope.simulation.dpor.PartialOrder;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.NaiveExhaustive;
import org.folioscope.simulation.explore.Progress;
import org.folioscope.simulation.explore.Trial;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.simulation.schedule.Recorded;
import org.folioscope.vm.contract.FilesystemProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is there after the power was cut: promises are kept, and all else is old or new. */
class PowerCutTest {

  private static Configuration configuration(String filesystem, String tasks, String options) {
    String text =
        """
        scenario: cut
        title: What is left?
        options: { %s }
        files: { file1: { size: 4K, fill: 0x11 } }
        setup:
          - fd = open("file1", O_RDWR)
        tasks: { %s }
        after_crash:
          - after = open("file1", O_RDONLY)
          - buffer = mmap(4K, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS)
          - pread(after, buffer, 4K, 0) = 4096
          - load(buffer, 4K) = fill(0)
        """
            .formatted(options, tasks);
    FilesystemProvider provider =
        ServiceLoader.load(FilesystemProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(found -> found.name().equals(filesystem))
            .findFirst()
            .orElseThrow();
    return new Configuration(
        ScenarioParser.parse("test.yaml", text), Policies.of(Kernel.LINUX_6_12), provider);
  }

  private static Explored explore(Configuration configuration) {
    Explored explored =
        Exploration.of(
            configuration, PartialOrder.alone(), Budget.executions(20_000), Progress.SILENT);
    assertThat(explored.result().complete()).isTrue();
    return explored;
  }

  /** What was read in all executions: the check names the first byte that is not zero. */
  private static SortedSet<String> read(Configuration configuration) {
    Emulation emulation = Emulation.forExploring(configuration);
    SortedSet<String> read = new TreeSet<>();
    PartialOrder.alone()
        .explore(
            scheduler -> {
              Execution execution = emulation.execute(scheduler);
              execution.violations().forEach(violation -> read.add(violation.message()));
              return new Trial(execution.outcome().id(), true, execution.end());
            },
            Budget.executions(20_000));
    return read;
  }

  @ParameterizedTest
  @ValueSource(strings = {"ext4", "xfs"})
  void whatWasSyncedIsThereAndWhatWasNotIsOldOrNew(String filesystem) {
    Explored explored =
        explore(
            configuration(
                filesystem,
                "writer: [ 'pwrite(fd, fill(0x22), 4K, 0)', fsync(fd), power_cut() ]",
                "dma: 2"));
    assertThat(explored.found())
        .extracting(found -> found.outcome().id())
        .containsExactly("unexpected-content-load");
    assertThat(explored.found().getFirst().outcome().message()).contains("byte 0 is 0x22");
  }

  @Test
  void theCutComesAnywhere() {
    Configuration configuration =
        configuration(
            "ext4",
            "writer: [ 'pwrite(fd, fill(0x22), 4K, 0)', fsync(fd) ], power: [ power_cut() ]",
            "dma: 2");
    SortedSet<String> read = read(configuration);
    assertThat(read).anyMatch(message -> message.contains("byte 0 is 0x11"));
    assertThat(read).anyMatch(message -> message.contains("byte 0 is 0x22"));
    assertThat(read).noneMatch(message -> message.contains("older value"));
  }

  @Test
  void reductionFindsWhatTryingAllSchedulesFinds() {
    Configuration configuration =
        configuration(
            "ext4",
            "writer: [ 'pwrite(fd, fill(0x22), 4K, 0)', fsync(fd) ], power: [ power_cut() ]",
            "dma: 1");
    SortedSet<String> naive = new TreeSet<>();
    NaiveExhaustive.bounded(2)
        .explore(Emulation.forExploring(configuration), Budget.executions(5_000))
        .outcomes()
        .forEach(found -> naive.add(found.outcome()));
    SortedSet<String> reduced = new TreeSet<>();
    explore(configuration).result().outcomes().forEach(found -> reduced.add(found.outcome()));
    assertThat(reduced).isEqualTo(naive);
  }

  @Test
  void anExecutionIsAFunctionOfItsSchedule() {
    Configuration configuration =
        configuration(
            "xfs",
            "writer: [ 'pwrite(fd, fill(0x22), 4K, 0)', fsync(fd) ], power: [ power_cut() ]",
            "dma: 1");
    Emulation one = Emulation.inMemory(configuration);
    Emulation other = Emulation.inMemory(configuration);
    for (Explored.Found found : explore(configuration).found()) {
      assertThat(one.execute(new Recorded(found.schedule())).digest())
          .isEqualTo(other.execute(new Recorded(found.schedule())).digest());
    }
  }

  @Test
  void afterACrashNeedsACut() {
    assertThatThrownBy(() -> configuration("ext4", "writer: [ fsync(fd) ]", "dma: 2"))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("no task calls power_cut()");
  }
}
