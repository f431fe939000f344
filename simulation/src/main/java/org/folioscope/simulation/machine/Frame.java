package org.folioscope.simulation.machine;

import org.jspecify.annotations.Nullable;

/** A modelled function that is being executed; closing it notes the return. */
public final class Frame implements AutoCloseable {

  static final Frame UNMARKED = new Frame(null, "");

  private final @Nullable Machine machine;
  private final String function;
  private String result = "";

  Frame(@Nullable Machine machine, String function) {
    this.machine = machine;
    this.function = function;
  }

  /** Says in a few words what the function came to, where that is worth seeing. */
  public void returned(String newResult) {
    if (machine != null) {
      result = newResult;
    }
  }

  @Override
  public void close() {
    if (machine != null) {
      machine.leave(function, result);
    }
  }
}
