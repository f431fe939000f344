package org.folioscope.simulation.dpor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.Coverage;
import org.folioscope.simulation.explore.NaiveExhaustive;
import org.folioscope.simulation.explore.Subject;
import org.folioscope.simulation.lab.Lab;
import org.folioscope.simulation.lock.Mutex;
import org.junit.jupiter.api.Test;

/** Which racing operations a search has seen in which order. */
class CoverageTest {

  private final Lab lab = new Lab();

  @Test
  void writersOfOneCellAreSeenInBothOrders() {
    Coverage coverage = coverage(() -> writers(0, 0, 0), Budget.unlimited());

    assertThat(coverage.pairs())
        .extracting(Coverage.Pair::toString)
        .containsExactly("t0 x t1 on cell", "t0 x t2 on cell", "t1 x t2 on cell");
    assertThat(coverage.inBothOrders()).isEqualTo(3);
    assertThat(coverage.inOneOrder()).isEmpty();
  }

  @Test
  void searchCutShortHasSeenSomeInOneOrderOnly() {
    Coverage coverage = coverage(() -> writers(0, 0), Budget.executions(1));

    assertThat(coverage.inBothOrders()).isZero();
    assertThat(coverage.inOneOrder())
        .extracting(Coverage.Pair::toString)
        .containsExactly("t0 before t1 on cell");
  }

  @Test
  void whatCommutesDoesNotRace() {
    assertThat(coverage(() -> writers(0, 1, 2), Budget.unlimited()).pairs()).isEmpty();
  }

  @Test
  void locksAreTakenInBothOrders() {
    Mutex mutex = lab.locks.mutexes("m").of(0);

    Coverage coverage =
        coverage(
            () -> {
              for (int id = 0; id < 2; id++) {
                lab.task(
                    id,
                    () -> {
                      mutex.lock();
                      lab.step("in");
                      mutex.unlock();
                    });
              }
            },
            Budget.unlimited());

    assertThat(coverage.inOneOrder()).isEmpty();
    assertThat(coverage.pairs())
        .extracting(Coverage.Pair::toString)
        .containsExactly("t0 x t1 on lock.m.owner");
  }

  @Test
  void onlySearchesThatLookAtWhatTurnsTouchKnowIt() {
    Subject subject = lab.fromHere(() -> writers(0, 0)).subject(e -> "ok");

    assertThat(NaiveExhaustive.unbounded().explore(subject, Budget.unlimited()).extent().coverage())
        .isNull();
  }

  private Coverage coverage(Runnable start, Budget budget) {
    Subject subject = lab.fromHere(start).subject(e -> "ok");
    return Objects.requireNonNull(
        PartialOrder.alone().explore(subject, budget).extent().coverage());
  }

  private void writers(int... cells) {
    for (int id = 0; id < cells.length; id++) {
      int value = id + 1;
      int cell = cells[id];
      lab.task(id, () -> lab.machine.atomic(() -> lab.cells.set(cell, value)));
    }
  }
}
