package org.folioscope.simulation.dpor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.folioscope.simulation.explore.Subject;
import org.folioscope.simulation.lab.Program;
import org.folioscope.simulation.lab.Programs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * On small random programs the reduction finds what trying every schedule finds, with one execution
 * for each class. {@code -Dfolioscope.programs=100000} asks for more programs, {@code
 * -Dfolioscope.programs.seed=1000000} for others.
 */
class SoundnessTest {

  private static final int PROGRAMS = Integer.getInteger("folioscope.programs", 4_000);
  private static final long SEED = Long.getLong("folioscope.programs.seed", 0);

  /** A program with more schedules is left out. */
  private static final long TOO_MANY = 500;

  /** How many programs have one that is searched by several threads too. */
  private static final int ALSO_SHARED = 5;

  private int leftOut;
  private int compared;
  private long schedules;
  private long classes;
  private int dearer;
  private long redundant;
  private long redundantWithSourceSets;

  @Test
  void programsOfEveryKind(TestReporter reporter) {
    compare(PROGRAMS, Programs::varied);

    reporter.publishEntry("programs", summary());
    assertThat(compared).isGreaterThan(leftOut);
  }

  @Test
  void programsThatAlwaysTouchTheSameNeedNoRedundantExecution(TestReporter reporter) {
    compare(PROGRAMS / 4, Programs::fixed);

    reporter.publishEntry("programs", summary());
    assertThat(compared).isGreaterThan(leftOut);
    assertThat(redundant).isZero();
  }

  private void compare(int programs, LongFunction<Program> random) {
    for (long seed = SEED; seed < SEED + programs; seed++) {
      Program program = random.apply(seed);
      Supplier<Subject> subjects = Explored.labs(program::start);
      Explored naive = Explored.naive(subjects, TOO_MANY);
      if (!naive.result().complete()) {
        leftOut++;
        continue;
      }
      String what = "program " + seed + ": " + program;
      Explored source = Explored.source(subjects);
      Explored optimal = Explored.optimal(subjects);
      assertSame(source, naive, "source sets, " + what);
      assertSame(optimal, naive, "wakeup trees, " + what);
      compared++;
      schedules += naive.executed();
      classes += optimal.result().executions();
      dearer += optimal.executed() > naive.executed() ? 1 : 0;
      redundant += optimal.result().repeats();
      redundantWithSourceSets += source.result().repeats();
      if (seed % ALSO_SHARED == 0) {
        share(subjects, source, optimal, what);
      }
    }
  }

  /** Several threads have the very same result as one. */
  private static void share(
      Supplier<Subject> subjects, Explored source, Explored optimal, String what) {
    for (int threads = 2; threads <= 3; threads++) {
      assertThat(Explored.optimal(subjects, threads).result())
          .as("wakeup trees, %d threads, %s", threads, what)
          .isEqualTo(optimal.result());
      assertThat(Explored.source(subjects, threads).result())
          .as("source sets, %d threads, %s", threads, what)
          .isEqualTo(source.result());
    }
  }

  /** As many executions as classes; redundant ones besides make it dearer than need be. */
  private static void assertSame(Explored reduced, Explored naive, String what) {
    assertThat(reduced.result().complete()).as(what).isTrue();
    assertThat(reduced.outcomes()).as(what).isEqualTo(naive.outcomes());
    assertThat(reduced.classes()).as(what).doesNotHaveDuplicates();
    assertThat(reduced.distinctClasses()).as(what).isEqualTo(naive.distinctClasses());
  }

  private String summary() {
    return "%d (%d with too many schedules left out): %d schedules, %d classes; redundant executions (more than they save in %d programs): %d with wakeup trees, %d with source sets"
        .formatted(
            compared, leftOut, schedules, classes, dearer, redundant, redundantWithSourceSets);
  }
}
