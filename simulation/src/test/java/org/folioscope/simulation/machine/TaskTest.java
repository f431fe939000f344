package org.folioscope.simulation.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.simulation.lab.CellEvent;
import org.folioscope.simulation.lab.Lab;
import org.folioscope.simulation.schedule.LowestFirst;
import org.folioscope.simulation.schedule.RoundRobin;
import org.junit.jupiter.api.Test;

/** How tasks come, end, die and fail, and how runs end. */
class TaskTest {

  private final Lab lab = new Lab();
  private final Machine machine = lab.machine;

  @Test
  void taskThatEndedMayBeStartedAgain() {
    lab.task(0, () -> lab.step("first"));
    lab.run();
    assertThat(machine.isLive(0)).isFalse();

    lab.task(0, () -> lab.step("second"));
    lab.run();

    assertThat(lab.notes).containsExactly("t0:first", "t0:second");
  }

  @Test
  void idOfLiveTaskIsTaken() {
    lab.task(0, () -> lab.step("a"));
    long events = lab.log.events();

    assertThatThrownBy(() -> lab.task(0, () -> {})).hasMessageContaining("already running");
    assertThat(lab.log.events()).isEqualTo(events);
  }

  @Test
  void taskStartedInStepRunsBesideItsStarter() {
    lab.task(
        0,
        () -> {
          machine.atomic(() -> lab.device(5, () -> lab.step("hello")));
          lab.step("after");
        });

    RunEnd end = lab.run(new RoundRobin());

    assertThat(lab.notes).containsExactly("dev5:hello", "t0:after");
    assertThat(end.reason()).isEqualTo(RunEnd.Reason.QUIET);
  }

  @Test
  void bugKillsTaskWhereItStands() {
    var lock = lab.locks.mutexes("m").of(0);
    List<String> cleanup = new ArrayList<>();
    lab.task(
        0,
        () -> {
          lock.lock();
          try {
            machine.atomic(() -> {
              throw lab.reports.bug("bug-x", "f", "oops");
            });
          } finally {
            cleanup.add("finally");
          }
        });
    lab.task(1, () -> lab.step("still here"));
    lab.task(2, lock::lock);

    RunEnd end = lab.run();

    assertThat(lab.notes).containsExactly("t1:still here");
    assertThat(cleanup).isEmpty();
    assertThat(machine.died(0)).isTrue();
    assertThat(machine.died(1)).isFalse();
    assertThat(lab.violations).extracting(v -> v.id()).containsExactly("bug-x");
    assertThat(end.reason()).isEqualTo(RunEnd.Reason.STUCK);
    assertThat(end.blocked()).extracting(RunEnd.Blocked::task).containsExactly(2);
  }

  @Test
  void endlessTaskEndsAtLimit() {
    lab.task(
        0,
        () -> {
          while (true) {
            machine.atomic(() -> lab.cells.add(0, 1));
          }
        });

    RunEnd end = machine.run(new LowestFirst(), 50);

    assertThat(end.reason()).isEqualTo(RunEnd.Reason.LIMIT);
    assertThat(end.turns()).isEqualTo(50);
    assertThat(lab.cells.get(0)).isEqualTo(50);
    assertThat(end.blocked()).isEmpty();
  }

  @Test
  void exceptionOfModelEndsRun() {
    lab.task(
        0,
        () -> {
          machine.atomic(() -> lab.cells.set(0, 1));
          machine.atomic(() -> {
            lab.cells.set(1, 1);
            throw new IllegalArgumentException("defect");
          });
        });
    lab.task(1, () -> lab.step("never"));

    RunEnd end = lab.run();
    machine.abandonTasks();

    assertThat(end.reason()).isEqualTo(RunEnd.Reason.FAILED);
    assertThat(end.failure()).hasMessage("defect");
    assertThat(lab.notes).isEmpty();
    assertThat(lab.steps().stream().mapToLong(step -> step.events().size()).sum())
        .isEqualTo(lab.log.events());
    lab.task(2, () -> lab.step("next run"));
    assertThat(lab.run().reason()).isEqualTo(RunEnd.Reason.QUIET);
  }

  @Test
  void exceptionBeforeFirstPointComesOutAtFirstTurn() {
    lab.task(
        0,
        () -> {
          try {
            lab.step("a");
            lab.step("b");
          } catch (IllegalArgumentException notMine) {
            lab.note("caught another task's exception");
          }
        });
    lab.task(
        1,
        () -> {
          throw new IllegalArgumentException("defect");
        });

    RunEnd end = lab.run();

    assertThat(lab.notes).containsExactly("t0:a", "t0:b");
    assertThat(end.failure()).hasMessage("defect");
  }

  @Test
  void waitingForWhatNeverComesIsStuck() {
    lab.task(0, () -> lab.await(0, 1));

    RunEnd end = lab.run();

    assertThat(end.reason()).isEqualTo(RunEnd.Reason.STUCK);
    assertThat(end.blocked())
        .singleElement()
        .satisfies(blocked -> assertThat(blocked.awaited().what()).isEqualTo("cell 0 to become 1"));
  }

  @Test
  void wrongChoiceOfSchedulerIsNotFollowed() {
    lab.task(0, () -> lab.step("a"));
    lab.task(1, () -> lab.step("a"));

    assertThat(lab.run(choice -> 17).failure()).hasMessageContaining("17, which is not enabled");
  }

  @Test
  void marksGoWithEventsOfTheirTask() {
    for (int id = 0; id < 2; id++) {
      int cell = id;
      lab.task(
          id,
          () -> {
            try (Frame outer = machine.enter("f" + cell)) {
              machine.atomic(() -> lab.cells.set(cell, 1));
              try (Frame inner = machine.enter("g" + cell, "page", 3)) {
                machine.atomic(() -> lab.cells.set(cell, 2));
              }
            }
          });
    }

    lab.run(new RoundRobin());

    for (LoggedStep step : lab.steps()) {
      assertThat(step.marks())
          .allSatisfy(
              placed -> assertThat(placed.mark().function()).endsWith("" + step.step().task()));
    }
    assertThat(lab.steps().stream().mapToLong(step -> step.marks().size()).sum()).isEqualTo(8);
  }

  @Test
  void turnsAreCountedForEachTask() {
    lab.task(0, () -> lab.await(0, 1));
    lab.task(1, this::twoSteps);

    lab.run();

    assertThat(machine.turnsTaken(0)).isZero();
    assertThat(machine.turnsTaken(1)).isEqualTo(2);
    machine.abandonTasks();
    lab.run();
    assertThat(machine.turnsTaken(1)).isZero();
  }

  private void twoSteps() {
    lab.step("a");
    lab.step("b");
  }

  @Test
  void moreTasksThanExpected() {
    for (int id = 0; id < 100; id++) {
      int cell = id;
      lab.task(id, () -> machine.atomic(() -> lab.cells.set(cell, 1)));
    }

    assertThat(lab.run(new RoundRobin()).turns()).isEqualTo(100);
    assertThat(lab.events(CellEvent.CellSet.class)).hasSize(100);
  }
}
