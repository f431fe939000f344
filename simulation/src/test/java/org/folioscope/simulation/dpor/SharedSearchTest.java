package org.folioscope.simulation.dpor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.ExplorationResult;
import org.folioscope.simulation.explore.Progress;
import org.folioscope.simulation.explore.Subject;
import org.folioscope.simulation.explore.Workers;
import org.folioscope.simulation.lab.Lab;
import org.folioscope.simulation.lab.Programs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A search is the same each time; what it finds does not depend on how many threads share it. */
class SharedSearchTest {

  private static final int PROGRAMS = 60;

  /** How many times a search is shared: the threads are never the same way apart. */
  private static final int TIMES = 5;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void sameSearchTwice(boolean optimal) {
    PartialOrder strategy = new PartialOrder(optimal, Workers.CALLER);
    for (long seed = 0; seed < PROGRAMS; seed++) {
      Supplier<Subject> subjects = Explored.labs(Programs.varied(seed)::start);

      ExplorationResult once = strategy.explore(subjects.get(), Budget.unlimited());
      ExplorationResult again = strategy.explore(subjects.get(), Budget.unlimited());

      assertThat(again).as("program %d", seed).isEqualTo(once);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void severalThreadsFindTheSameWithAsManyExecutions(int threads) {
    for (long seed = 0; seed < PROGRAMS; seed++) {
      Supplier<Subject> subjects = Explored.labs(Programs.varied(seed)::start);
      Explored optimal = Explored.optimal(subjects);
      Explored source = Explored.source(subjects);
      for (int time = 0; time < TIMES; time++) {
        assertSame(Explored.optimal(subjects, threads), optimal, seed);
        assertSame(Explored.source(subjects, threads), source, seed);
      }
    }
  }

  @Test
  void beginningThatOnlyLaterWakesWhatSleeps() {
    // found by one thread for a branch that another one has taken already
    long seed = 322;
    Supplier<Subject> subjects = Explored.labs(Programs.varied(seed)::start);
    Explored alone = Explored.optimal(subjects);
    for (int time = 0; time < 50; time++) {
      assertSame(Explored.optimal(subjects, 2), alone, seed);
    }
  }

  @Test
  void failureOfOneWorkerEndsTheSearch() {
    PartialOrder strategy = new PartialOrder(true, new Threads(2));
    Subject failing =
        scheduler -> {
          throw new IllegalStateException("broken subject");
        };

    assertThatThrownBy(() -> strategy.explore(() -> failing, Budget.unlimited(), Progress.SILENT))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("broken subject");
  }

  @Test
  void modelThatThrowsHidesWhatWouldHaveCome() {
    Lab lab = new Lab();
    Subject subject =
        lab.fromHere(
                () -> {
                  lab.task(
                      0,
                      () -> {
                        lab.machine.atomic(() -> lab.cells.set(0, 1));
                        throw new IllegalStateException("broken model");
                      });
                  lab.task(1, () -> lab.machine.atomic(() -> lab.cells.set(0, 2)));
                })
            .subject(execution -> execution.end().reason().name());

    ExplorationResult result = PartialOrder.alone().explore(subject, Budget.unlimited());

    assertThat(result.outcome("FAILED")).isPresent();
    assertThat(result.complete()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void budgetEndsTheSearch(int threads) {
    Workers workers = threads == 1 ? Workers.CALLER : new Threads(threads);
    Consumer<Lab> writers =
        lab -> {
          for (int id = 0; id < 4; id++) {
            long value = id;
            lab.task(id, () -> lab.machine.atomic(() -> lab.cells.set(0, value)));
          }
        };

    ExplorationResult cut =
        new PartialOrder(true, workers)
            .explore(Explored.labs(writers), Budget.executions(10), Progress.SILENT);

    assertThat(cut.complete()).isFalse();
    assertThat(cut.executions() + cut.repeats()).isEqualTo(10);
  }

  private static void assertSame(Explored shared, Explored alone, long seed) {
    assertThat(shared.result()).as("program %d", seed).isEqualTo(alone.result());
    assertThat(shared.distinctClasses())
        .as("program %d: executions ahead of their turn are of classes that come", seed)
        .containsAll(alone.distinctClasses());
    assertThat(shared.result().complete()).isTrue();
  }
}
