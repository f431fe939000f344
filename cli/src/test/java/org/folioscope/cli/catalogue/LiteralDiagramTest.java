package org.folioscope.cli.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.folioscope.gup.GupEvent;
import org.folioscope.simulation.explore.ExplorationResult;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.vm.folio.FolioEvent;
import org.folioscope.vm.folio.PageFlag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The report's first diagram has reclaim itself write out the page that a direct read holds. It
 * cannot: pageout() counts the references. That the scenario is quiet proves nothing unless
 * pageout() really looked at the page while it was held.
 */
class LiteralDiagramTest {

  private static final int KSWAPD = 1;

  @ParameterizedTest
  @EnumSource(names = {"LINUX_4_15", "LINUX_5_8", "LINUX_6_1", "DEBIAN_5_10"})
  void pageoutLooksAtTheHeldPageAndRefusesIt(Kernel kernel) {
    List<Run> refused = new ArrayList<>();
    ExplorationResult result =
        Run.each(
            Ext4.on(kernel, "kara-2018-literal"),
            1,
            run -> {
              if (run.entered("pageout") && isHeldAtPageout(run)) {
                refused.add(run);
              }
            });
    assertThat(result.violations()).isEmpty();
    assertThat(refused).isNotEmpty();
    refused.subList(0, Math.min(refused.size(), 5)).forEach(LiteralDiagramTest::isKept);
  }

  private static boolean isHeldAtPageout(Run run) {
    boolean held = false;
    for (Run.Happened one : run.happenings()) {
      switch (one.event()) {
        case GupEvent.PageHeld _ -> held = true;
        case GupEvent.PageReleased _ -> held = false;
        case Run.Entered entered when entered.function().equals("pageout") -> {
          return held;
        }
        default -> {
          // another page or nothing to do with it
        }
      }
    }
    return false;
  }

  private static void isKept(Run run) {
    Story story = new Story(run);
    story.thenEnters(KSWAPD, "pageout");
    assertThat(story.value("folio.refcount[0]"))
        .as("cache, buffers, isolation and the holder; the entry is gone")
        .isEqualTo(4);
    assertThat(story.value("folio.mapcount[0]")).isZero();
    FolioEvent.FolioUnlocked unlocked =
        story.then("unlock", FolioEvent.FolioUnlocked.class, unlock -> story.task() == KSWAPD);
    assertThat(unlocked.folio()).isZero();
    assertThat(story.value("buffers.count[0]")).as("buffers").isEqualTo(1);
    assertThat(story.value("folio.mapping[0]")).as("still in the cache").isNotZero();
    assertThat(story.value("folio.flags[" + PageFlag.DIRTY.ordinal() + "]"))
        .as("still dirty")
        .isEqualTo(1);
    assertThat(run.entered("ext4_writepage")).isFalse();
    assertThat(run.execution().outcome().isOk()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"LINUX_6_12", "DEBIAN_6_12"})
  void aPinnedPageDoesNotEvenComeToPageout(Kernel kernel) {
    ExplorationResult result =
        Run.each(
            Ext4.on(kernel, "kara-2018-literal"),
            1,
            run -> assertThat(run.entered("pageout") && isHeldAtPageout(run)).isFalse());
    assertThat(result.violations()).isEmpty();
  }
}
