package org.folioscope.simulation.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SortedSet;
import java.util.TreeSet;
import org.folioscope.simulation.deadlock.WaitGraph;
import org.folioscope.simulation.lab.Lab;
import org.folioscope.simulation.lab.Replays;
import org.folioscope.simulation.lock.Mutex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exhaustive search tries each schedule once; how many there are is known beforehand. */
class CountingTest {

  private final Lab lab = new Lab();

  @ParameterizedTest
  @CsvSource({
    "1, 1, 0, 2",
    "2, 2, 0, 6",
    "4, 2, 0, 15",
    "5, 5, 0, 252",
    "8, 8, 0, 12870",
    "1, 1, 1, 6",
    "2, 2, 2, 90",
    "3, 2, 1, 60",
    "4, 4, 4, 34650"
  })
  void independentStepsInterleaveInMultinomiallyManyWays(int a, int b, int c, long ways) {
    ExplorationResult result =
        explore(() -> {
          steps(0, a);
          steps(1, b);
          steps(2, c);
        });

    assertThat(result.executions()).isEqualTo(ways);
    assertThat(result.turns()).isEqualTo(ways * (a + b + c));
    assertThat(result.complete()).isTrue();
    assertThat(result.repeats()).isZero();
  }

  @Test
  void oneTaskIsNoChoice() {
    ExplorationResult result = explore(() -> steps(0, 5));

    assertThat(result.executions()).isEqualTo(1);
    assertThat(result.choiceMade()).isFalse();
    assertThat(result.complete()).isTrue();
  }

  @Test
  void sectionsUnderOneLockComeInAnyOrderButWhole() {
    Mutex mutex = lab.locks.mutexes("m").of(0);

    ExplorationResult result =
        explore(() -> {
          for (int id = 0; id < 3; id++) {
            lab.task(id, () -> section(mutex));
          }
        });

    assertThat(result.executions()).isEqualTo(6);
  }

  @Test
  void stepBeforeTheLockMayFallIntoTheOthersSection() {
    Mutex mutex = lab.locks.mutexes("m").of(0);

    ExplorationResult result =
        explore(() -> {
          for (int id = 0; id < 2; id++) {
            lab.task(
                id,
                () -> {
                  lab.step("before");
                  section(mutex);
                });
          }
        });

    // one section is first: the other task's step stands at one of the 4 places before its own
    assertThat(result.executions()).isEqualTo(2 * 4);
  }

  @Test
  void locksInOppositeOrder() {
    Mutex a = lab.locks.mutexes("a").of(0);
    Mutex b = lab.locks.mutexes("b").of(0);
    Replays replays =
        lab.fromHere(() -> {
          lab.task(0, () -> both(a, b));
          lab.task(1, () -> both(b, a));
        });
    Subject subject = replays.subject(e -> WaitGraph.of(e.end()).isDeadlock() ? "deadlock" : "ok");

    ExplorationResult all = NaiveExhaustive.unbounded().explore(subject, Budget.unlimited());
    ExplorationResult none = NaiveExhaustive.bounded(0).explore(subject, Budget.unlimited());
    ExplorationResult one = NaiveExhaustive.bounded(1).explore(subject, Budget.unlimited());

    assertThat(all.outcomes()).extracting(FoundOutcome::outcome).containsExactly("deadlock", "ok");
    assertThat(all.outcomes()).extracting(FoundOutcome::count).containsExactly(2L, 2L);
    assertThat(all.violations().getFirst().preemptions()).isEqualTo(1);
    assertThat(none.outcomes()).extracting(FoundOutcome::outcome).containsExactly("ok");
    assertThat(none.complete()).isFalse();
    assertThat(one.executions()).isEqualTo(4);
    assertThat(one.complete()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"0, 2, false", "1, 4, false", "2, 6, true", "3, 6, true"})
  void boundOnPreemptions(int bound, long executions, boolean complete) {
    // aabb bbaa: none; abba baab: one; abab baba: two
    Replays replays = lab.fromHere(this::twoByTwo);

    ExplorationResult result =
        NaiveExhaustive.bounded(bound).explore(replays.subject(e -> "ok"), Budget.unlimited());

    assertThat(result.executions()).isEqualTo(executions);
    assertThat(result.complete()).isEqualTo(complete);
  }

  @Test
  void noScheduleIsTriedTwice() {
    SortedSet<String> schedules = new TreeSet<>();
    Replays replays = lab.fromHere(this::twoByTwo);
    Subject subject =
        scheduler -> {
          Trial trial = replays.subject(e -> "ok").run(scheduler);
          assertThat(schedules.add(trial.end().schedule().id())).isTrue();
          return trial;
        };

    NaiveExhaustive.unbounded().explore(subject, Budget.unlimited());

    assertThat(schedules).hasSize(6);
  }

  private ExplorationResult explore(Runnable start) {
    Subject subject = lab.fromHere(start).subject(e -> "ok");
    return NaiveExhaustive.unbounded().explore(subject, Budget.unlimited());
  }

  private void twoByTwo() {
    steps(0, 2);
    steps(1, 2);
  }

  private void steps(int id, int count) {
    if (count > 0) {
      lab.task(
          id,
          () -> {
            for (int i = 0; i < count; i++) {
              lab.step("s");
            }
          });
    }
  }

  private void section(Mutex mutex) {
    mutex.lock();
    lab.step("in");
    mutex.unlock();
  }

  private static void both(Mutex first, Mutex second) {
    first.lock();
    second.lock();
    second.unlock();
    first.unlock();
  }
}
