package org.folioscope.simulation.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.folioscope.simulation.deadlock.WaitGraph;
import org.folioscope.simulation.lab.Lab;
import org.folioscope.simulation.schedule.Scheduler;
import org.junit.jupiter.api.Test;

/** An interrupt borrows a CPU. */
class InterruptTest {

  private final Lab lab = new Lab();
  private final Machine machine = lab.machine;

  /** Whoever has the highest id runs: interrupts come as soon as they can. */
  private final Scheduler highestFirst = choice -> choice.task(choice.size() - 1);

  @Test
  void interruptedTaskStandsStillUntilReturn() {
    lab.task(
        0,
        () -> {
          machine.atomic(() -> lab.interrupt(9, 0, this::twoSteps));
          lab.step("after");
        });
    Scheduler lowestButInterruptFirst =
        choice -> choice.enables(9) && choice.current() == 0 ? 9 : choice.task(0);

    lab.run(lowestButInterruptFirst);

    assertThat(lab.notes).containsExactly("irq9:1", "irq9:2", "t0:after");
  }

  @Test
  void otherCpusGoOn() {
    lab.task(0, () -> lab.step("0"));
    lab.task(1, () -> lab.step("1"));
    lab.interrupt(9, 0, this::twoSteps);

    lab.run(choice -> choice.enables(9) && choice.current() != 9 ? 9 : choice.task(0));

    assertThat(lab.notes).containsExactly("irq9:1", "t1:1", "irq9:2", "t0:0");
  }

  @Test
  void interruptWaitsWhileInterruptsAreOff() {
    lab.task(
        0,
        () -> {
          machine.atomic(machine::disableInterrupts);
          machine.atomic(machine::disableInterrupts);
          lab.step("off");
          machine.atomic(machine::enableInterrupts);
          lab.step("still off");
          machine.atomic(machine::enableInterrupts);
          lab.step("on");
        });
    lab.task(1, () -> machine.atomicWhen(lab.until(5, 1), () -> {}));
    lab.task(
        2,
        () ->
            machine.atomic(() -> {
              lab.cells.set(5, 1);
              lab.interrupt(9, 0, this::twoSteps);
            }));

    lab.run(choice ->
        choice.current() == -1
            ? 0
            : choice.currentSteps() == 1 && choice.enables(2) ? 2 : choice.task(choice.size() - 1));

    assertThat(lab.notes).containsExactly("t0:off", "t0:still off", "irq9:1", "irq9:2", "t0:on");
  }

  @Test
  void oneInterruptAtATimeOnCpu() {
    lab.interrupt(8, 0, this::twoSteps);
    lab.interrupt(9, 0, this::twoSteps);

    lab.run(highestFirst);

    assertThat(lab.notes).containsExactly("irq9:1", "irq9:2", "irq8:1", "irq8:2");
  }

  @Test
  void devicesAreOnNoCpu() {
    lab.interrupt(8, 0, this::twoSteps);
    lab.device(9, () -> lab.step("dma"));

    lab.run(choice -> choice.current() == 8 && choice.enables(9) ? 9 : choice.task(0));

    assertThat(lab.notes).containsExactly("irq8:1", "dev9:dma", "irq8:2");
  }

  @Test
  void contextAndCpuAreThoseOfTheTask() {
    lab.task(
        1, () -> machine.atomic(() -> lab.note(machine.context() + " " + machine.currentCpu())));
    lab.device(
        8, () -> machine.atomic(() -> lab.note(machine.context() + " " + machine.currentCpu())));
    lab.interrupt(
        9, 1, () -> machine.atomic(() -> lab.note(machine.context() + " " + machine.currentCpu())));

    lab.run();

    assertThat(lab.notes).containsExactly("t1:PROCESS 1", "dev8:DEVICE -1", "irq9:INTERRUPT 1");
    assertThat(machine.currentTask()).isEqualTo(-1);
    assertThat(machine.context()).isEqualTo(Context.PROCESS);
  }

  @Test
  void handlerThatSpinsOnLockOfItsCpuIsDeadlock() {
    var lock = lab.locks.spinlocks("s").of(0);
    lab.task(
        0,
        () -> {
          lock.lock();
          lab.step("inside");
          lock.unlock();
        });
    lab.interrupt(
        9,
        0,
        () -> {
          lock.lock();
          lock.unlock();
        });

    RunEnd end =
        lab.run(choice -> choice.currentSteps() == 1 && choice.enables(9) ? 9 : choice.task(0));

    assertThat(end.reason()).isEqualTo(RunEnd.Reason.STUCK);
    assertThat(WaitGraph.of(end).describe())
        .isEqualTo(
            """
            t0 waits for return of the interrupt on CPU 0, owned by irq9
            irq9 waits for s #0, owned by t0\
            """);
  }

  @Test
  void interruptHeldOffForEverIsListed() {
    lab.task(
        0,
        () -> {
          machine.atomic(machine::disableInterrupts);
          lab.await(0, 1);
        });
    lab.interrupt(9, 0, () -> machine.atomic(() -> lab.cells.set(0, 1)));

    RunEnd end = lab.run();

    assertThat(end.blocked()).extracting(RunEnd.Blocked::name).containsExactly("t0", "irq9");
    assertThat(end.blocked().get(1).awaited().what()).isEqualTo("interrupts on CPU 0");
  }

  private void twoSteps() {
    lab.step("1");
    lab.step("2");
  }
}
