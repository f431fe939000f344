package org.folioscope.simulation.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.folioscope.simulation.lab.Lab;
import org.folioscope.simulation.schedule.Choice;
import org.folioscope.simulation.schedule.Scheduler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bound of K on delays tries exactly the schedules with at most K delays. */
class DelayBoundedTest {

  private static final int MANY = 5_000;

  private final Lab lab = new Lab();

  @ParameterizedTest
  @CsvSource({
    "3, 0, 1",
    "3, 1, 3",
    "3, 2, 5",
    "3, 3, 6",
    "4, 0, 1",
    "4, 1, 4",
    "4, 2, 9",
    "4, 3, 15",
    "4, 4, 20",
    "4, 5, 23",
    "4, 6, 24",
    "5, 2, 14",
    "5, 4, 49",
    "5, 10, 120"
  })
  void schedulesOfSingleStepsAreCountedByTheirInversions(int tasks, int delays, long schedules) {
    // The first of n tasks costs 0 to n-1 delays, the next 0 to n-2: the Mahonian numbers, summed.
    ExplorationResult result = explore(delays, tasks, 1);

    assertThat(result.executions()).isEqualTo(schedules);
    assertThat(result.complete()).isEqualTo(delays >= tasks * (tasks - 1) / 2);
    assertThat(result.strategy()).isEqualTo("delay(bound " + delays + ")");
  }

  @ParameterizedTest
  @CsvSource({"0, 1, false", "1, 3, false", "2, 5, false", "3, 6, true", "9, 6, true"})
  void twoTasksOfTwoSteps(int delays, long schedules, boolean complete) {
    // aabb: none; abba bbaa: one; abab baab: two; baba: three
    ExplorationResult result = explore(delays, 2, 2);

    assertThat(result.executions()).isEqualTo(schedules);
    assertThat(result.complete()).isEqualTo(complete);
  }

  @Test
  void anyNumberOfDelaysIsEverySchedule() {
    ExplorationResult result = explore(DelayBounded.ANY, 3, 2);

    assertThat(result.executions()).isEqualTo(90);
    assertThat(result.complete()).isTrue();
    assertThat(result.strategy()).isEqualTo("delay");
  }

  @Test
  void fewDelaysComeFirst() {
    List<Long> delays = new ArrayList<>();
    Subject subject = lab.fromHere(() -> start(3, 2)).subject(e -> "ok");

    new DelayBounded(3)
        .explore(
            scheduler -> {
              Counting counting = new Counting(scheduler);
              Trial trial = subject.run(counting);
              delays.add(counting.delays);
              return trial;
            },
            Budget.unlimited());

    assertThat(delays.getFirst()).isZero();
    assertThat(delays.indexOf(2L)).isLessThan(delays.indexOf(3L));
    assertThat(delays).allMatch(count -> count <= 3);
  }

  @Property(tries = 40)
  void exactlyTheSchedulesWithinTheBound(@ForAll long programSeed) {
    Subject subject = ExplorationTest.subject(programSeed);
    List<Long> delays = new ArrayList<>();
    ExplorationResult all =
        NaiveExhaustive.unbounded()
            .explore(
                scheduler -> {
                  Counting counting = new Counting(scheduler);
                  Trial trial = subject.run(counting);
                  delays.add(counting.delays);
                  return trial;
                },
                Budget.executions(MANY));
    if (!all.complete()) {
      return;
    }

    for (int bound = 0; bound < 4; bound++) {
      int most = bound;
      ExplorationResult result = new DelayBounded(bound).explore(subject, Budget.unlimited());

      assertThat(result.executions())
          .isEqualTo(delays.stream().filter(count -> count <= most).count());
      assertThat(result.complete()).isEqualTo(delays.stream().allMatch(count -> count <= most));
    }
  }

  @Test
  void boundMustNotBeNegative() {
    assertThatThrownBy(() -> new DelayBounded(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  private ExplorationResult explore(int delays, int tasks, int steps) {
    Subject subject = lab.fromHere(() -> start(tasks, steps)).subject(e -> "ok");
    return new DelayBounded(delays).explore(subject, Budget.unlimited());
  }

  private void start(int tasks, int steps) {
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

  /** Counts from the definition: how often the turn was passed on to the next task. */
  private static final class Counting implements Scheduler {

    private final Scheduler scheduler;
    private long delays;

    Counting(Scheduler scheduler) {
      this.scheduler = scheduler;
    }

    @Override
    public int choose(Choice choice) {
      int chosen = scheduler.choose(choice);
      for (int turn = choice.defaultTask(); turn != chosen; turn = next(choice, turn)) {
        delays++;
      }
      return chosen;
    }

    private static int next(Choice choice, int task) {
      for (int i = 0; i < choice.size(); i++) {
        if (choice.task(i) > task) {
          return choice.task(i);
        }
      }
      return choice.task(0);
    }
  }
}
