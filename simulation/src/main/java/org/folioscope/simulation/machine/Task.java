package org.folioscope.simulation.machine;

import org.folioscope.simulation.coroutine.Coroutine;
import org.jspecify.annotations.Nullable;

/** The running side of a task: its coroutine and what it waits for. Holds nothing that belongs to the emulated state. */
final class Task {

  final TaskSpec spec;
  final Coroutine coroutine;
  @Nullable Wait wait;
  boolean ready = true;
  boolean entered;
  long cause;

  Task(TaskSpec spec, Coroutine coroutine, long cause) {
    this.spec = spec;
    this.coroutine = coroutine;
    this.cause = cause;
  }
}
