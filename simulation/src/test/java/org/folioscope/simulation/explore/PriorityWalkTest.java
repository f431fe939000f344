package org.folioscope.simulation.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.folioscope.simulation.lab.Lab;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PCT finds a bug of depth d as often as it promises, and with fewer changes of priority never. */
class PriorityWalkTest {

  /** Of each task in these programs. */
  private static final int STEPS = 8;

  private static final int TASKS = 2;
  private static final long TURNS = (long) TASKS * STEPS;

  private final Lab lab = new Lab();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void orderOfTwoTurnsIsBugOfDepthOne(long seed) {
    // t1 does something before t0
    Subject subject = program("t1:4", "t0:4");

    assertThat(bugs(subject, 1, seed, 1000)).isGreaterThan(1000 / TASKS * 8 / 10);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void bugOfDepthTwoIsFoundWithinExpectedExecutions(long seed) {
    // t1 comes between two turns of t0 that belong together
    Subject subject = program("t0:3", "t1:5", "t0:4");
    long expected = TASKS * TURNS;

    assertThat(bugs(subject, 2, seed, 3 * expected)).isPositive();
    assertThat(bugs(subject, 2, seed, 100 * expected)).isGreaterThan(75);
    assertThat(bugs(subject, 1, seed, 100 * expected)).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void bugOfDepthThreeNeedsTwoChanges(long seed) {
    Subject subject = program("t0:3", "t1:2", "t0:4", "t1:3");
    long expected = TASKS * TURNS * TURNS;

    assertThat(bugs(subject, 3, seed, 3 * expected)).isPositive();
    assertThat(bugs(subject, 3, seed, 50 * expected)).isGreaterThan(35);
    assertThat(bugs(subject, 2, seed, 50 * expected)).isZero();
  }

  @Test
  void guaranteeIsSaidWithWhatWasMeasured() {
    Subject subject = program("t0:3", "t1:5", "t0:4");

    ExplorationResult result = new PriorityWalk(3, 7, 10).explore(subject, Budget.unlimited());

    assertThat(result.strategy()).isEqualTo("pct(depth 3, seed 7)");
    assertThat(result.extent().guarantee())
        .isEqualTo(
            "each execution reaches a bug of depth 3 with a probability of at least 1/(n k^2)"
                + " = 1/512, with n = 2 tasks and k = 16 turns as seen");
    assertThat(result.complete()).isFalse();
    assertThat(result.estimate()).isNull();
  }

  @Test
  void sameSeedSameExecutions() {
    Subject subject = program("t0:3", "t1:5", "t0:4");

    ExplorationResult once = new PriorityWalk(2, 7, 200).explore(subject, Budget.unlimited());
    ExplorationResult again = new PriorityWalk(2, 7, 200).explore(subject, Budget.unlimited());
    ExplorationResult other = new PriorityWalk(2, 8, 200).explore(subject, Budget.unlimited());

    assertThat(again).isEqualTo(once);
    assertThat(other.outcomes()).isNotEqualTo(once.outcomes());
  }

  @Test
  void executionsAreTheSameOnEveryMachine() {
    Subject subject = program("t0:3", "t1:2", "t0:4", "t1:3");

    ExplorationResult result = new PriorityWalk(3, 42, 2000).explore(subject, Budget.unlimited());

    assertThat(result.violations().getFirst().count()).isEqualTo(3);
    assertThat(result.violations().getFirst().schedule().id()).isEqualTo("042020g300");
  }

  @Test
  void depthIsOneOrMore() {
    assertThatThrownBy(() -> new PriorityWalk(0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static long bugs(Subject subject, int depth, long seed, long executions) {
    return new PriorityWalk(depth, seed, executions)
        .explore(subject, Budget.unlimited())
        .outcome("bug")
        .map(FoundOutcome::count)
        .orElse(0L);
  }

  /** Two tasks that take numbered steps; the bug is that these come in this order. */
  private Subject program(String... order) {
    return lab.fromHere(
            () -> {
              for (int id = 0; id < TASKS; id++) {
                lab.task(id, this::steps);
              }
            })
        .subject(e -> inOrder(e.notes(), order) ? "bug" : "ok");
  }

  private void steps() {
    for (int i = 0; i < STEPS; i++) {
      lab.step(String.valueOf(i));
    }
  }

  private static boolean inOrder(List<String> notes, String... order) {
    for (int i = 1; i < order.length; i++) {
      if (notes.indexOf(order[i - 1]) > notes.indexOf(order[i])) {
        return false;
      }
    }
    return true;
  }
}
