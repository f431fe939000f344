package org.folioscope.simulation.machine;

import org.folioscope.eventlog.log.Event;

/** What happens to tasks and CPUs. */
public sealed interface MachineEvent extends Event {

  /** The task exists from here on and can be scheduled. */
  record TaskStarted(int task, String name, Context context, int cpu) implements MachineEvent {}

  /** The task's code returned; its id may be started again. */
  record TaskEnded(int task) implements MachineEvent {}

  /** The task was killed by a BUG where it stood: it holds its locks for ever. */
  record TaskDied(int task) implements MachineEvent {}

  /** The CPU began to run an interrupt handler. */
  record InterruptEntered(int cpu, int task) implements MachineEvent {}

  /** The handler returned. */
  record InterruptReturned(int cpu, int task) implements MachineEvent {}

  /** One more reason to keep interrupts off on the CPU. */
  record InterruptsDisabled(int cpu) implements MachineEvent {}

  /** One reason less. */
  record InterruptsEnabled(int cpu) implements MachineEvent {}

  /** Nothing can run any more, and this is what the task still waits for. */
  record TaskBlocked(int task, String awaited) implements MachineEvent {
    @Override
    public String note() {
      return "blocked: " + awaited;
    }
  }

  /** The power is gone, and with it every task and all that is not on a medium. */
  record PowerLost() implements MachineEvent {
    @Override
    public String note() {
      return "*** the power is gone";
    }
  }
}
