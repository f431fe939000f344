package org.folioscope.simulation.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folioscope.simulation.lab.Lab;
import org.folioscope.simulation.machine.RunEnd;
import org.junit.jupiter.api.Test;

/** How each scheduler chooses. */
class SchedulersTest {

  @Test
  void lowestFirstSwitchesOnlyWhenTaskBlocks() {
    Lab lab = threeTasks();

    RunEnd end = lab.run(new LowestFirst());

    assertThat(lab.notes).containsExactly("t1:a", "t1:b", "t2:a", "t2:b", "t4:a", "t4:b");
    assertThat(end.schedule()).isEqualTo(Schedule.DEFAULT);
    assertThat(end.preemptions()).isZero();
    assertThat(end.turns()).isEqualTo(6);
    assertThat(end.choices()).isEqualTo(4);
  }

  @Test
  void roundRobinGivesEachTaskOneTurn() {
    Lab lab = threeTasks();

    RunEnd end = lab.run(new RoundRobin());

    assertThat(lab.notes).containsExactly("t1:a", "t2:a", "t4:a", "t1:b", "t2:b", "t4:b");
    assertThat(end.preemptions()).isEqualTo(3);
    assertThat(end.schedule().deviations())
        .containsExactly(new Deviation(1, 1, 2), new Deviation(2, 1, 4), new Deviation(4, 1, 1));
  }

  @Test
  void randomWalkIsTheSameForTheSameSeed() {
    for (long seed = 0; seed < 20; seed++) {
      Lab one = threeTasks();
      Lab other = threeTasks();

      assertThat(one.run(new SeededRandom(seed)).schedule())
          .isEqualTo(other.run(new SeededRandom(seed)).schedule());
      assertThat(one.notes).isEqualTo(other.notes);
    }
  }

  @Test
  void randomWalkChoosesEachTaskAboutAsOften() {
    SortedMap<Integer, Integer> chosen = new TreeMap<>();
    SeededRandom walk = new SeededRandom(1);
    Choice choice = new Choice(0);
    for (int i = 0; i < 3000; i++) {
      choice.reset(Choice.NONE, 0);
      for (int task : new int[] {2, 3, 7}) {
        choice.enable(task);
      }
      chosen.merge(walk.choose(choice), 1, Integer::sum);
    }

    assertThat(chosen.keySet()).containsExactly(2, 3, 7);
    assertThat(chosen.values()).allSatisfy(count -> assertThat(count).isBetween(900, 1100));
  }

  @Test
  void walkIsTheSameOnEveryMachine() {
    Lab lab = threeTasks();

    assertThat(lab.run(new SeededRandom(42)).schedule().id()).isEqualTo("000081810410210");
  }

  @Test
  void taskOfHighestPriorityRunsUntilItEndsOrFalls() {
    assertThat(underPriorities(15, 0)).isEqualTo("t1:a t1:b t4:a t4:b t2:a t2:b, 0");
    assertThat(underPriorities(15, 1)).isEqualTo("t1:a t4:a t4:b t2:a t2:b t1:b, 1");
    assertThat(underPriorities(15, 2)).isEqualTo("t4:a t2:a t2:b t4:b t1:a t1:b, 1");
  }

  @Test
  void eachTaskHasTheHighestPriorityAboutAsOften() {
    SortedMap<Integer, Integer> chosen = new TreeMap<>();
    Choice choice = new Choice(0);
    for (int seed = 0; seed < 3000; seed++) {
      choice.reset(Choice.NONE, 0);
      for (int task : new int[] {2, 3, 7}) {
        choice.enable(task);
      }
      chosen.merge(new RandomPriorities(seed, 0, 0).choose(choice), 1, Integer::sum);
    }

    assertThat(chosen.values()).hasSize(3).allSatisfy(n -> assertThat(n).isBetween(900, 1100));
  }

  @Test
  void recordedScheduleIsFollowed() {
    Lab lab = threeTasks();
    Recorded recorded = new Recorded(new Schedule(List.of(new Deviation(1, 1, 4))));

    lab.run(recorded);

    assertThat(lab.notes).containsExactly("t1:a", "t4:a", "t4:b", "t1:b", "t2:a", "t2:b");
    assertThat(recorded.missed()).isNull();
  }

  @Test
  void deviationThatNoLongerAppliesIsNamedAndThoseAfterItAreFollowed() {
    Lab lab = threeTasks();
    Deviation toNobody = new Deviation(1, 1, 3);
    Deviation neverThere = new Deviation(1, 7, 2);
    Recorded recorded =
        new Recorded(new Schedule(List.of(neverThere, toNobody, new Deviation(2, 1, 4))));

    lab.run(recorded);

    assertThat(lab.notes).containsExactly("t1:a", "t1:b", "t2:a", "t4:a", "t4:b", "t2:b");
    assertThat(recorded.missed()).isEqualTo(neverThere);
  }

  @Test
  void switchingFromTaskThatBlocksIsNoPreemption() {
    Lab lab = new Lab();
    lab.task(
        0,
        () -> {
          lab.step("a");
          lab.await(0, 1);
        });
    lab.task(1, () -> lab.machine.atomic(() -> lab.cells.set(0, 1)));
    lab.task(2, () -> lab.step("c"));

    RunEnd end = lab.run(choice -> choice.current() == 0 ? 2 : choice.task(0));

    assertThat(end.schedule().deviations()).containsExactly(new Deviation(0, 1, 2));
    assertThat(end.preemptions()).isZero();
  }

  private static String underPriorities(long seed, int changes) {
    Lab lab = threeTasks();
    RunEnd end = lab.run(new RandomPriorities(seed, changes, 6));
    return String.join(" ", lab.notes) + ", " + end.preemptions();
  }

  private static Lab threeTasks() {
    Lab lab = new Lab();
    for (int id : new int[] {1, 2, 4}) {
      lab.task(
          id,
          () -> {
            lab.step("a");
            lab.step("b");
          });
    }
    return lab;
  }
}
