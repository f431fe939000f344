package org.folioscope.simulation.dpor;

import static org.assertj.core.api.Assertions.assertThat;

import org.folioscope.simulation.coroutine.Coroutines;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.ExplorationResult;
import org.folioscope.simulation.explore.FoundOutcome;
import org.folioscope.simulation.explore.PinnedPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The small model of a pinned page has 19 classes of executions, counted by hand: 4 where writeback
 * comes too early to find anything (reclaim at one of 4 places), else 3 orders of writeback and the
 * end of direct I/O, with reclaim at one of 5 places.
 */
class PinnedPageTest {

  private static final long CLASSES = 4 + 3 * 5;

  @Test
  void pinnedFormIsProvedByAsManyExecutionsAsThereAreClasses() {
    ExplorationResult result = explore(true);

    assertThat(result.complete()).isTrue();
    assertThat(result.violations()).isEmpty();
    assertThat(result.executions()).isEqualTo(CLASSES);
    assertThat(result.repeats()).isZero();
  }

  @Test
  void unpinnedFormHasOneBadClass() {
    ExplorationResult result = explore(false);

    assertThat(result.complete()).isTrue();
    assertThat(result.violations()).extracting(FoundOutcome::count).containsExactly(1L);
    assertThat(result.executions()).isEqualTo(CLASSES);
    assertThat(result.repeats()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void tryingEveryScheduleGivesTheSameClasses(boolean pinsCount) {
    Explored naive =
        Explored.naive(() -> new PinnedPage(Coroutines.CONTINUATION, pinsCount), 1_000);
    Explored optimal = Explored.optimal(() -> new PinnedPage(Coroutines.CONTINUATION, pinsCount));

    assertThat(naive.result().executions()).isEqualTo(76);
    assertThat(naive.distinctClasses()).hasSize((int) CLASSES);
    assertThat(optimal.distinctClasses()).isEqualTo(naive.distinctClasses());
    assertThat(optimal.outcomes()).isEqualTo(naive.outcomes());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void severalThreadsShareTheProof(int threads) {
    Explored shared =
        Explored.optimal(() -> new PinnedPage(Coroutines.CONTINUATION, true), threads);

    assertThat(shared.result().executions()).isEqualTo(CLASSES);
    assertThat(shared.result().violations()).isEmpty();
  }

  private static ExplorationResult explore(boolean pinsCount) {
    PinnedPage page = new PinnedPage(Coroutines.CONTINUATION, pinsCount);
    return PartialOrder.alone().explore(page, Budget.unlimited());
  }
}
