package org.folioscope.cli.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folioscope.scenarios.run.Emulation;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.ExplorationResult;
import org.folioscope.simulation.explore.NaiveExhaustive;
import org.folioscope.simulation.policy.Kernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What comes of the report of January 2018, kernel by kernel, and how often. The counts are pinned:
 * an exploration that shrinks would say "never" about less.
 */
class LateDirtyOutcomesTest {

  private static final String DIED =
      "bug-dirty-folio-without-buffers+warn-folio-dirtied-without-buffers";
  private static final String DROPPED =
      "warn-dirty-folio-without-buffers+warn-folio-dirtied-without-buffers";
  private static final String LOST = "lost-write+" + DROPPED;

  private static SortedMap<String, Long> explore(Kernel kernel, String scenario, int bound) {
    ExplorationResult result =
        NaiveExhaustive.bounded(bound)
            .explore(Emulation.inMemory(Ext4.on(kernel, scenario)), Budget.unlimited());
    SortedMap<String, Long> counts = new TreeMap<>();
    result.outcomes().forEach(found -> counts.put(found.outcome(), found.count()));
    return counts;
  }

  @Test
  void linux415DiesAtTheDirtyPageWithoutBuffers() {
    assertThat(explore(Kernel.LINUX_4_15, "kara-2018", 0)).isEqualTo(Map.of("ok", 241L, DIED, 15L));
    assertThat(explore(Kernel.LINUX_4_15, "kara-2018", 1))
        .isEqualTo(Map.of("ok", 19_542L, DIED, 1_348L));
  }

  @ParameterizedTest
  @EnumSource(names = {"LINUX_5_8", "LINUX_5_10"})
  void laterKernelsDieTooAsLongAsTheyHaveNoWarning(Kernel kernel) {
    assertThat(explore(kernel, "kara-2018", 0)).isEqualTo(Map.of("ok", 636L, DIED, 44L));
  }

  @ParameterizedTest
  @EnumSource(names = {"LINUX_6_1", "DEBIAN_5_10", "DEBIAN_6_1"})
  void withTheWarningThePageIsDroppedAndItsBytesMayBeLost(Kernel kernel) {
    assertThat(explore(kernel, "kara-2018", 0))
        .isEqualTo(Map.of("ok", 636L, DROPPED, 28L, LOST, 16L));
  }

  @Test
  void oneMorePreemptionMakesNothingNewOfLinux61() {
    assertThat(explore(Kernel.LINUX_6_1, "kara-2018", 1))
        .isEqualTo(Map.of("ok", 62_228L, DROPPED, 3_222L, LOST, 1_634L));
  }

  @ParameterizedTest
  @EnumSource(names = {"LINUX_6_12", "DEBIAN_6_12"})
  void pinnedPagesAreLeftAloneAndNothingHappens(Kernel kernel) {
    assertThat(explore(kernel, "kara-2018", 0)).isEqualTo(Map.of("ok", 680L));
  }

  @Test
  void norDoesItWithOneMorePreemption() {
    assertThat(explore(Kernel.LINUX_6_12, "kara-2018", 1)).isEqualTo(Map.of("ok", 66_711L));
  }

  @Test
  void withoutReclaimTheOldEngineLosesNothingAndIsNeverLate() {
    assertThat(explore(Kernel.LINUX_4_15, "kara-2018-fsync", 1)).isEqualTo(Map.of("ok", 1_533L));
  }

  @ParameterizedTest
  @EnumSource(names = {"LINUX_5_8", "LINUX_6_1", "DEBIAN_5_10", "DEBIAN_6_1"})
  void withoutReclaimTheNewEngineLosesNothingButMayBeLate(Kernel kernel) {
    assertThat(explore(kernel, "kara-2018-fsync", 0))
        .isEqualTo(Map.of("late-dirty", 80L, "ok", 39L));
  }

  @Test
  void pinsMakeNoDifferenceToThat() {
    assertThat(explore(Kernel.LINUX_6_12, "kara-2018-fsync", 1))
        .isEqualTo(Map.of("late-dirty", 5_977L, "ok", 2_954L));
  }

  @Test
  void theDiagramOfTheReportReadLiterallyIsHarmless() {
    assertThat(explore(Kernel.LINUX_4_15, "kara-2018-literal", 1)).isEqualTo(Map.of("ok", 426L));
    assertThat(explore(Kernel.LINUX_6_12, "kara-2018-literal", 1)).isEqualTo(Map.of("ok", 395L));
  }
}
