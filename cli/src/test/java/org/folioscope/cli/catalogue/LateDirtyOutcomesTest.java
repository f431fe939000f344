package org.folioscope.cli.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folioscope.scenarios.language.ScenarioFiles;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.scenarios.run.Emulation;
import org.folioscope.simulation.dpor.PartialOrder;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.ExplorationResult;
import org.folioscope.simulation.explore.FoundOutcome;
import org.folioscope.simulation.explore.NaiveExhaustive;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.contract.FilesystemProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What comes of the report of January 2018, kernel by kernel and for every interleaving, and in how
 * many inequivalent ways. The counts are pinned: an exploration that shrinks would say "never"
 * about less.
 */
class LateDirtyOutcomesTest {

  private static final String WARNED = "warn-folio-dirtied-without-buffers";
  private static final String DIED = "bug-dirty-folio-without-buffers";
  private static final String DIED_WARNED = DIED + "+" + WARNED;
  private static final String DROPPED = "warn-dirty-folio-without-buffers+" + WARNED;
  private static final String LOST = "lost-write+" + DROPPED;

  /** What the budget of the whole product allows. */
  private static final long MOST = 200_000;

  private static Configuration configuration(String filesystem, Kernel kernel, String scenario) {
    FilesystemProvider provider =
        ServiceLoader.load(FilesystemProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(found -> found.name().equals(filesystem))
            .findFirst()
            .orElseThrow();
    return new Configuration(ScenarioFiles.builtIn(scenario), Policies.of(kernel), provider);
  }

  private static SortedMap<String, Long> explore(
      String filesystem, Kernel kernel, String scenario) {
    Emulation emulation = Emulation.forExploring(configuration(filesystem, kernel, scenario));
    ExplorationResult result = PartialOrder.alone().explore(emulation, Budget.executions(MOST));
    assertThat(result.complete()).isTrue();
    return counts(result);
  }

  private static SortedMap<String, Long> counts(ExplorationResult result) {
    SortedMap<String, Long> counts = new TreeMap<>();
    result.outcomes().forEach(found -> counts.put(found.outcome(), found.count()));
    return counts;
  }

  @Test
  void linux415DiesAtTheDirtyPageWithoutBuffers() {
    assertThat(explore("ext4", Kernel.LINUX_4_15, "kara-2018"))
        .isEqualTo(Map.of("ok", 1_094L, DIED_WARNED, 12L));
  }

  @ParameterizedTest
  @CsvSource({"LINUX_5_8, 1454, 15", "LINUX_5_10, 1468, 30"})
  void laterKernelsDieTooAsLongAsTheyDoNotDropThePage(Kernel kernel, long fine, long died) {
    assertThat(explore("ext4", kernel, "kara-2018"))
        .isEqualTo(Map.of("ok", fine, DIED_WARNED, died));
  }

  @ParameterizedTest
  @EnumSource(names = {"LINUX_6_1", "DEBIAN_5_10", "DEBIAN_6_1"})
  void withTheWarningThePageIsDroppedAndItsBytesMayBeLost(Kernel kernel) {
    assertThat(explore("ext4", kernel, "kara-2018"))
        .isEqualTo(Map.of("ok", 1_468L, DROPPED, 6L, LOST, 24L));
  }

  @ParameterizedTest
  @CsvSource({"ext4, LINUX_6_12", "ext4, DEBIAN_6_12", "xfs, LINUX_6_12", "xfs, DEBIAN_6_12"})
  void pinnedPagesAreLeftAloneAndNothingHappens(String filesystem, Kernel kernel) {
    assertThat(explore(filesystem, kernel, "kara-2018")).isEqualTo(Map.of("ok", 1_500L));
  }

  @Test
  void xfsWithBufferHeadsDiesToo() {
    assertThat(explore("xfs", Kernel.LINUX_4_15, "kara-2018"))
        .isEqualTo(Map.of("ok", 1_454L, DIED, 15L));
  }

  @ParameterizedTest
  @CsvSource({
    "LINUX_5_8, 1469",
    "LINUX_5_10, 1498",
    "LINUX_6_1, 1498",
    "DEBIAN_5_10, 1498",
    "DEBIAN_6_1, 1498"
  })
  void xfsWithoutBufferHeadsLosesNothing(Kernel kernel, long executions) {
    assertThat(explore("xfs", kernel, "kara-2018")).isEqualTo(Map.of("ok", executions));
  }

  @Test
  void withoutReclaimTheOldEngineLosesNothingAndIsNeverLate() {
    assertThat(explore("ext4", Kernel.LINUX_4_15, "kara-2018-fsync")).isEqualTo(Map.of("ok", 930L));
  }

  @ParameterizedTest
  @CsvSource({
    "ext4, LINUX_5_8, 5097", "ext4, LINUX_6_1, 5841", "ext4, LINUX_6_12, 3237",
    "ext4, DEBIAN_5_10, 5841", "xfs, LINUX_4_15, 5097", "xfs, LINUX_6_1, 5841",
    "xfs, LINUX_6_12, 3237", "xfs, DEBIAN_6_1, 5841"
  })
  void withoutReclaimTheNewEngineLosesNothingButMayBeLate(
      String filesystem, Kernel kernel, long fine) {
    assertThat(explore(filesystem, kernel, "kara-2018-fsync"))
        .isEqualTo(Map.of("late-dirty", 614L, "ok", fine));
  }

  @ParameterizedTest
  @CsvSource({"ext4, LINUX_4_15, 104", "ext4, LINUX_6_12, 100", "xfs, LINUX_4_15, 104"})
  void theDiagramOfTheReportReadLiterallyIsHarmless(
      String filesystem, Kernel kernel, long executions) {
    assertThat(explore(filesystem, kernel, "kara-2018-literal"))
        .isEqualTo(Map.of("ok", executions));
  }

  @ParameterizedTest
  @CsvSource({"ext4, LINUX_4_15", "ext4, LINUX_6_1", "xfs, LINUX_4_15"})
  void schedulesThatAreTriedWithoutReductionFindNothingElse(String filesystem, Kernel kernel) {
    Configuration configuration = configuration(filesystem, kernel, "kara-2018");
    ExplorationResult every =
        PartialOrder.alone()
            .explore(Emulation.forExploring(configuration), Budget.executions(MOST));
    ExplorationResult bounded =
        NaiveExhaustive.bounded(1)
            .explore(Emulation.forExploring(configuration), Budget.executions(30_000));

    assertThat(outcomes(every)).isEqualTo(outcomes(bounded));
  }

  private static List<String> outcomes(ExplorationResult result) {
    return new ArrayList<>(result.outcomes().stream().map(FoundOutcome::outcome).toList());
  }
}
