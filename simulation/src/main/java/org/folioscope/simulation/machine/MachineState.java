package org.folioscope.simulation.machine;

import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongArray;
import org.folioscope.eventlog.state.StateSpace;

/** Which tasks live, and what each CPU is doing. */
final class MachineState implements StateOwner<MachineEvent> {

  static final long NONE = 0;
  static final long LIVE = 1;
  static final long ENDED = 2;
  static final long DIED = 3;

  private static final EventFamily<MachineEvent> FAMILY =
      EventFamily.of("machine", 2, MachineEvent.class);

  private final StateSpace space;
  private final LongArray life;
  private final LongArray interrupt;
  private final LongArray interruptsOff;

  MachineState(StateSpace space) {
    this.space = space;
    life = space.longs("task.life");
    interrupt = space.longs("cpu.interrupt");
    interruptsOff = space.longs("cpu.interrupts-off");
  }

  @Override
  public EventFamily<MachineEvent> family() {
    return FAMILY;
  }

  @Override
  public void apply(MachineEvent event) {
    switch (event) {
      case MachineEvent.TaskStarted e -> life.set(e.task(), LIVE);
      case MachineEvent.TaskEnded e -> life.set(e.task(), ENDED);
      case MachineEvent.TaskDied e -> life.set(e.task(), DIED);
      case MachineEvent.InterruptEntered e -> interrupt.set(e.cpu(), e.task() + 1L);
      case MachineEvent.InterruptReturned e -> interrupt.set(e.cpu(), 0);
      case MachineEvent.InterruptsDisabled e -> interruptsOff.add(e.cpu(), 1);
      case MachineEvent.InterruptsEnabled e -> interruptsOff.add(e.cpu(), -1);
      case MachineEvent.TaskBlocked _ -> {}
      case MachineEvent.PowerLost _ -> space.losePower();
    }
  }

  long life(int task) {
    return life.get(task);
  }

  boolean inInterrupt(int cpu) {
    return interrupt.get(cpu) != 0;
  }

  int interruptTask(int cpu) {
    return interrupt.getInt(cpu) - 1;
  }

  long interruptsOff(int cpu) {
    return interruptsOff.get(cpu);
  }

  /** Whether the task's CPU lets it run. */
  boolean admits(Task task) {
    return admits(task.spec, task.entered);
  }

  /** Whether a task's CPU lets it run; an interrupt that has entered has its CPU. */
  boolean admits(TaskSpec spec, boolean entered) {
    int cpu = spec.cpu();
    if (cpu < 0 || entered) {
      return true;
    }
    return !inInterrupt(cpu)
        && (spec.context() != Context.INTERRUPT || interruptsOff.get(cpu) == 0);
  }

  /**
   * Notes what had to be true for the task to take a turn: that it was started, and that its CPU
   * admits it.
   */
  void gate(Task task, Footprint footprint) {
    footprint.read(life.location(task.spec.id()));
    int cpu = task.spec.cpu();
    if (cpu >= 0 && !task.entered) {
      footprint.read(interrupt.location(cpu));
      if (task.spec.context() == Context.INTERRUPT) {
        footprint.read(interruptsOff.location(cpu));
      }
    }
  }

  /**
   * An interrupt that entered and returned within one turn took its CPU from nobody: the CPU is
   * only read.
   */
  void forgetPassing(int cpu, Footprint footprint) {
    footprint.forgetWrites(interrupt.location(cpu));
  }
}
