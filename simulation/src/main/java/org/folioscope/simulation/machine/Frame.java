package org.folioscope.simulation.machine;

import org.jspecify.annotations.Nullable;

/** A modelled function that is being executed; closing it notes the return. */
public final class Frame implements AutoCloseable {

  static final Frame UNMARKED = new Frame(null, "");

  private final @Nullable Machine machine;
  private final String function;

  Frame(@Nullable Machine machine, String function) {
    this.machine = machine;
    this.function = function;
  }

  @Override
  public void close() {
    if (machine != null) {
      machine.leave(function);
    }
  }
}
