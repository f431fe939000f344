package org.folioscope.benchmarks.m1;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SortedMap;
import java.util.TreeMap;
import org.folioscope.simulation.dpor.PartialOrder;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.ExplorationResult;
import org.folioscope.simulation.explore.FoundOutcome;
import org.folioscope.simulation.explore.NaiveExhaustive;
import org.folioscope.simulation.explore.RandomWalk;
import org.folioscope.simulation.explore.Strategy;
import org.folioscope.simulation.explore.Subject;
import org.folioscope.simulation.explore.Trial;
import org.junit.jupiter.api.Test;

/** What there is to find in M1, counted by hand and by trying every schedule. */
class M1Test {

  private static final Strategy NAIVE = NaiveExhaustive.unbounded();

  @Test
  void everyScheduleOfBrokenKernel() {
    ExplorationResult result = NAIVE.explore(M1.unpinned(), Budget.unlimited());

    // 6 where writeback comes too early to find anything, 60 + 10 by when reclaim comes
    assertThat(result.complete()).isTrue();
    assertThat(result.executions()).isEqualTo(76);
    assertThat(result.outcomes()).extracting(FoundOutcome::outcome).containsExactly("bug", "ok");
    assertThat(result.outcome("bug")).map(FoundOutcome::count).contains(10L);
  }

  @Test
  void everyScheduleOfFixedKernel() {
    ExplorationResult result = NAIVE.explore(M1.pinned(), Budget.unlimited());

    assertThat(result.complete()).isTrue();
    assertThat(result.executions()).isEqualTo(76);
    assertThat(result.violations()).isEmpty();
  }

  @Test
  void oneOfNineteenInterleavingsIsBadWithoutPins() {
    SortedMap<String, String> classes = classes(M1.unpinned());

    assertThat(classes).hasSize(19);
    assertThat(classes.values()).filteredOn("bug"::equals).hasSize(1);
  }

  @Test
  void noneIsBadWithPins() {
    SortedMap<String, String> classes = classes(M1.pinned());

    assertThat(classes).hasSize(19);
    assertThat(classes.values()).containsOnly("ok");
  }

  @Test
  void reductionMakesOneExecutionOfEachAndNoneBesides() {
    ExplorationResult broken = PartialOrder.alone().explore(M1.unpinned(), Budget.unlimited());
    ExplorationResult fixed = PartialOrder.alone().explore(M1.pinned(), Budget.unlimited());

    assertThat(broken.executions()).isEqualTo(19);
    assertThat(broken.outcome("bug")).hasValueSatisfying(bug -> assertThat(bug.count()).isOne());
    assertThat(fixed.executions()).isEqualTo(19);
    assertThat(fixed.violations()).isEmpty();
    assertThat(broken.repeats() + fixed.repeats()).isZero();
  }

  @Test
  void randomWalksFindTheBug() {
    ExplorationResult result = new RandomWalk(1, 500).explore(M1.unpinned(), Budget.unlimited());

    assertThat(result.outcomes()).extracting(FoundOutcome::outcome).containsExactly("bug", "ok");
  }

  /** The outcomes of all inequivalent interleavings; equivalent ones must agree. */
  private static SortedMap<String, String> classes(M1 model) {
    SortedMap<String, String> classes = new TreeMap<>();
    Subject watched =
        scheduler -> {
          Interleaving interleaving = new Interleaving(scheduler);
          Trial trial = model.run(interleaving);
          String known = classes.put(interleaving.normalForm(), trial.outcome());
          assertThat(known).isIn(null, trial.outcome());
          return trial;
        };
    NAIVE.explore(watched, Budget.unlimited());
    return classes;
  }
}
