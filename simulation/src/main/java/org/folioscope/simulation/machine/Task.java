package org.folioscope.simulation.machine;

import java.util.ArrayList;
import java.util.List;
import org.folioscope.eventlog.log.Mark;
import org.folioscope.simulation.coroutine.Coroutine;
import org.jspecify.annotations.Nullable;

/**
 * The running side of a task: its coroutine and what it waits for. Holds nothing that belongs to
 * the emulated state.
 */
final class Task {

  final TaskSpec spec;
  final Coroutine coroutine;

  /** Marks that wait for the task's next event. */
  final List<Mark> marks = new ArrayList<>(0);

  /** What the task waits for at the point where it stands. */
  @Nullable Wait wait;

  /** Whether it could run when that was asked last. */
  boolean ready = true;

  /** Whether its code has been led to its first point. */
  boolean begun;

  /** Whether its code is on the way to its first point. */
  boolean beginning;

  /** For an interrupt: whether it has its CPU. */
  boolean entered;

  /** For a dead task: it only waits to be dropped. */
  boolean dead;

  /** Inside how many pieces of code it is that must not wait. */
  int mustNotWait;

  /** What the code threw before its first point; comes out at its first turn. */
  @Nullable Throwable failure;

  /** The event that made the task able to run. */
  long cause;

  Task(TaskSpec spec, Coroutine coroutine, long cause) {
    this.spec = spec;
    this.coroutine = coroutine;
    this.cause = cause;
    this.begun = spec.context() == Context.INTERRUPT;
  }
}
