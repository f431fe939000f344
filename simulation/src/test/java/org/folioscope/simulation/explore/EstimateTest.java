package org.folioscope.simulation.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleSupplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.folioscope.simulation.dpor.PartialOrder;
import org.folioscope.simulation.lab.Lab;
import org.junit.jupiter.api.Test;

/** How much of a search is done, as a guess. */
class EstimateTest {

  private static final double TINY = 1e-9;

  private final Lab lab = new Lab();

  @Test
  void executionCountsForTheWeightOfItsPath() {
    // two tasks of two steps: two choices on the way of aabb, so one of 4 executions, as it seems
    Estimate estimate = after(1, NaiveExhaustive.unbounded(), 2, 2);

    assertThat(estimate.fractionDone()).isEqualTo(0.25);
    assertThat(estimate.executionsExpected()).isEqualTo(4);
  }

  @Test
  void treeOfEqualBranchesIsKnownFromItsFirstExecution() {
    assertThat(after(1, NaiveExhaustive.unbounded(), 5, 1).executionsExpected()).isEqualTo(120);
    assertThat(after(30, NaiveExhaustive.unbounded(), 5, 1).fractionDone())
        .isCloseTo(0.25, within(TINY));
  }

  @Test
  void boundedSearchIsMeasuredAgainstWhatItsBoundAllows() {
    // of aabb bbaa abba baab
    assertThat(after(4, NaiveExhaustive.bounded(1), 2, 2).fractionDone())
        .isCloseTo(1, within(TINY));
    assertThat(after(2, NaiveExhaustive.bounded(1), 2, 2).fractionDone()).isBetween(0.25, 0.75);
  }

  @Test
  void reductionCountsKnownBranches() {
    // three writers of one cell: 6 classes; what else there is to try is known after an execution
    Subject subject = lab.fromHere(this::writers).subject(e -> "ok");
    ExplorationResult result = PartialOrder.alone().explore(subject, Budget.executions(3));

    assertThat(estimate(result).fractionDone()).isBetween(0.2, 0.8);
    assertThat(result.classes()).hasValue(3);
  }

  @Test
  void searchesThatHaveNoEndHaveNoEstimate() {
    Subject subject = lab.fromHere(() -> steps(2, 2)).subject(e -> "ok");

    assertThat(new RandomWalk(1, 5).explore(subject, Budget.unlimited()).estimate()).isNull();
    assertThat(new PriorityWalk(2, 1, 5).explore(subject, Budget.unlimited()).estimate()).isNull();
    assertThat(PartialOrder.alone().explore(subject, Budget.executions(0)).estimate()).isNull();
  }

  @Property(tries = 40)
  void growsFromNothingToOne(@ForAll long programSeed) {
    for (Strategy strategy :
        List.of(
            NaiveExhaustive.unbounded(),
            NaiveExhaustive.bounded(2),
            new DelayBounded(3),
            new PartialOrder(false, Workers.CALLER),
            PartialOrder.alone(),
            new PartialOrder(true, new Threads(3)))) {
      Fractions fractions = new Fractions();
      ExplorationResult result =
          strategy.explore(
              () -> ExplorationTest.subject(programSeed), Budget.executions(3_000), fractions);

      assertThat(fractions.seen).allMatch(fraction -> fraction >= 0 && fraction < 1 + TINY);
      if (result.complete()) {
        assertThat(estimate(result).fractionDone()).isEqualTo(1);
        assertThat(estimate(result).executionsExpected()).isEqualTo(result.executions());
      }
    }
  }

  @Property(tries = 40)
  void exhaustiveSearchNeverGoesBack(@ForAll long programSeed) {
    Fractions fractions = new Fractions();

    NaiveExhaustive.unbounded()
        .explore(() -> ExplorationTest.subject(programSeed), Budget.executions(3_000), fractions);

    assertThat(fractions.seen).isSorted();
  }

  private Estimate after(long executions, Strategy strategy, int tasks, int steps) {
    Subject subject = lab.fromHere(() -> steps(tasks, steps)).subject(e -> "ok");
    List<Estimate> found = new ArrayList<>();
    long tried = executions;
    while (found.isEmpty()) {
      ExplorationResult result = strategy.explore(subject, Budget.executions(tried++));
      if (result.executions() == executions) {
        found.add(estimate(result));
      }
    }
    return found.getFirst();
  }

  private static Estimate estimate(ExplorationResult result) {
    return Objects.requireNonNull(result.estimate());
  }

  private void steps(int tasks, int steps) {
    for (int id = 0; id < tasks; id++) {
      lab.task(
          id,
          () -> {
            for (int i = 0; i < steps; i++) {
              lab.step("s");
            }
          });
    }
  }

  private void writers() {
    for (int id = 0; id < 3; id++) {
      int value = id;
      lab.task(id, () -> lab.machine.atomic(() -> lab.cells.set(0, value)));
    }
  }

  /** Workers on threads of their own. */
  private record Threads(int count) implements Workers {

    @Override
    public void work(Runnable each) {
      List<CompletableFuture<Void>> done = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        done.add(CompletableFuture.runAsync(each, task -> new Thread(task).start()));
      }
      done.forEach(CompletableFuture::join);
    }
  }

  /** What is said along the way. */
  private static final class Fractions implements Progress {

    private final List<Double> seen = new ArrayList<>();
    private DoubleSupplier fractionDone = () -> Double.NaN;

    @Override
    public void begins(DoubleSupplier newFractionDone) {
      fractionDone = newFractionDone;
    }

    @Override
    public void executed(long executions, int outcomes, int violations) {
      seen.add(fractionDone.getAsDouble());
    }
  }
}
