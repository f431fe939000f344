package org.folioscope.simulation.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.folioscope.simulation.lab.CellEvent;
import org.folioscope.simulation.lab.Lab;
import org.folioscope.simulation.schedule.RoundRobin;
import org.junit.jupiter.api.Test;

/** What a step is, and where the schedule points are. */
class StepTest {

  private final Lab lab = new Lab();
  private final Machine machine = lab.machine;

  @Test
  void nobodyRunsInsideStep() {
    for (int id = 0; id < 2; id++) {
      lab.task(
          id,
          () -> {
            for (int i = 0; i < 3; i++) {
              machine.atomic(() -> {
                lab.note("begin");
                lab.cells.set(0, lab.cells.get(0) + 1);
                machine.atomic(() -> lab.cells.set(1, lab.cells.get(1) + 1));
                machine.now(() -> lab.note("end"));
              });
            }
          });
    }

    lab.run(new RoundRobin());

    assertThat(lab.cells.get(0)).isEqualTo(6);
    assertThat(lab.cells.get(1)).isEqualTo(6);
    for (int i = 0; i < lab.notes.size(); i += 2) {
      String task = lab.notes.get(i).substring(0, 2);
      assertThat(lab.notes.subList(i, i + 2)).containsExactly(task + ":begin", task + ":end");
    }
  }

  @Test
  void pointStandsBeforeEachStep() {
    for (int id = 0; id < 2; id++) {
      lab.task(
          id,
          () -> {
            lab.step("a");
            lab.step("b");
          });
    }

    lab.run(new RoundRobin());

    assertThat(lab.notes).containsExactly("t0:a", "t1:a", "t0:b", "t1:b");
  }

  @Test
  void nowBelongsToTurnBefore() {
    for (int id = 0; id < 2; id++) {
      lab.task(
          id,
          () -> {
            lab.step("a");
            machine.now(() -> lab.note("a'"));
            lab.step("b");
          });
    }

    lab.run(new RoundRobin());

    assertThat(lab.notes).containsExactly("t0:a", "t0:a'", "t1:a", "t1:a'", "t0:b", "t1:b");
  }

  @Test
  void lookNowBelongsToTurnBefore() {
    lab.task(
        0,
        () -> {
          lab.step("a");
          lab.note("saw " + machine.nowGet(() -> lab.cells.get(0)));
          lab.note("saw " + machine.atomicGet(() -> lab.cells.get(0)));
        });
    lab.task(1, () -> machine.atomic(() -> lab.cells.set(0, 7)));

    lab.run(new RoundRobin());

    assertThat(lab.notes).containsExactly("t0:a", "t0:saw 0", "t0:saw 7");
  }

  @Test
  void nowAtTheBeginningIsFirstTurn() {
    lab.task(0, () -> machine.now(() -> lab.note("a")));
    lab.task(1, () -> machine.now(() -> lab.note("a")));

    RunEnd end = lab.run(choice -> choice.task(choice.size() - 1));

    assertThat(lab.notes).containsExactly("t1:a", "t0:a");
    assertThat(end.turns()).isEqualTo(2);
  }

  @Test
  void readOutsideStepIsPointOfItsOwn() {
    lab.task(
        0,
        () -> {
          long before = lab.cells.get(0);
          long after = lab.cells.get(0);
          lab.note(before + "," + after);
        });
    lab.task(1, () -> machine.atomic(() -> lab.cells.set(0, 7)));

    lab.run(new RoundRobin());

    assertThat(lab.notes).containsExactly("t0:0,7");
  }

  @Test
  void emitOutsideStepIsError() {
    lab.task(0, () -> lab.cells.set(0, 1));

    RunEnd end = lab.run();

    assertThat(end.reason()).isEqualTo(RunEnd.Reason.FAILED);
    assertThat(end.failure()).hasMessageContaining("emitted outside a step");
    assertThat(lab.events(CellEvent.class)).isEmpty();
  }

  @Test
  void stateChangesOnlyByEvents() {
    lab.task(0, () -> machine.atomic(() -> lab.cells.smuggle(0, 1)));

    RunEnd end = lab.run();

    assertThat(end.failure()).hasMessageContaining("only while an event is applied");
    assertThat(lab.cells.get(0)).isZero();
    assertThatThrownBy(() -> lab.cells.smuggle(0, 1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void waitInsideStepIsError() {
    lab.task(0, () -> machine.atomic(() -> lab.await(0, 0)));

    assertThat(lab.run().failure()).hasMessageContaining("waiting inside a step");
  }

  @Test
  void stepWithWaitIsTakenOnlyWhenReady() {
    lab.task(0, () -> machine.atomicWhen(lab.until(0, 1), () -> lab.note("got it")));
    lab.task(
        1,
        () -> {
          lab.step("first");
          machine.atomic(() -> lab.cells.set(0, 1));
        });

    RunEnd end = lab.run();

    assertThat(lab.notes).containsExactly("t1:first", "t0:got it");
    assertThat(end.reason()).isEqualTo(RunEnd.Reason.QUIET);
  }

  @Test
  void taskWhoseFirstStepWaitsIsNoChoice() {
    lab.task(0, () -> machine.atomicWhen(lab.until(0, 1), () -> {}));
    lab.task(1, () -> machine.atomic(() -> lab.cells.set(0, 1)));

    RunEnd end = lab.run();

    assertThat(end.turns()).isEqualTo(2);
    assertThat(end.choices()).isZero();
  }

  @Test
  void resultComesOutOfStep() {
    lab.task(0, () -> lab.note(machine.atomicGet(() -> "x" + machine.atomicGet(() -> "y"))));

    lab.run();

    assertThat(lab.notes).containsExactly("t0:xy");
  }

  @Test
  void peekIsNoPoint() {
    lab.task(
        0,
        () -> {
          lab.step("a");
          lab.note("" + machine.peek(() -> lab.cells.get(0)));
        });
    lab.task(1, () -> machine.atomic(() -> lab.cells.set(0, 7)));

    lab.run(new RoundRobin());

    assertThat(lab.notes).containsExactly("t0:a", "t0:0");
  }

  @Test
  void causeIsEventThatMadeTaskReady() {
    lab.task(0, () -> machine.atomicWhen(lab.until(0, 1), () -> lab.cells.set(1, 1)));
    lab.task(1, () -> machine.atomic(() -> lab.cells.set(0, 1)));

    lab.run();

    var waker = lab.steps().stream().filter(s -> s.step().task() == 1).findFirst().orElseThrow();
    var woken = lab.steps().stream().filter(s -> s.step().task() == 0).findFirst().orElseThrow();
    assertThat(waker.events().getFirst().event()).isEqualTo(new CellEvent.CellSet(0, 1));
    assertThat(woken.step().cause())
        .isBetween(waker.events().getFirst().number(), waker.events().getFirst().number() + 1);
  }
}
