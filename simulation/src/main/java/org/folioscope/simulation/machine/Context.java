package org.folioscope.simulation.machine;

/** Where a task's code runs. */
public enum Context {
  /** A process or kernel thread on a CPU of its own; may sleep. */
  PROCESS,
  /** An interrupt handler: borrows a CPU, whose task stands still meanwhile; must not sleep. */
  INTERRUPT,
  /** Hardware: on no CPU, runs beside all of them. */
  DEVICE
}
