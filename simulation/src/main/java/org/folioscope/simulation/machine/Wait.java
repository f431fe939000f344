package org.folioscope.simulation.machine;

import java.util.function.IntConsumer;

/** What a blocked task waits for: a condition on state, and who could bring it about. */
public interface Wait {

  /** Whether the task could go on now. Only reads state. */
  boolean ready();

  /** What is waited for, in the kernel's words, for example {@code folio lock of folio 3}. */
  String what();

  /** What ends a sleep whose condition does not come about. */
  enum Rescue {
    /** Nothing: the sleep is uninterruptible. */
    NOTHING,
    /** A signal. */
    SIGNAL,
    /** A timer that runs out. */
    TIMER,
    /** A signal that ends the process. */
    FATAL_SIGNAL
  }

  /** What else than its condition ends this wait. */
  default Rescue endedBy() {
    return Rescue.NOTHING;
  }

  /**
   * Names the tasks that must act before this can become ready: the owners of the lock. None if
   * nobody in particular.
   */
  default void owners(IntConsumer tasks) {}
}
