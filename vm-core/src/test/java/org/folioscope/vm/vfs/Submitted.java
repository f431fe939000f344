package org.folioscope.vm.vfs;

import java.util.concurrent.atomic.AtomicBoolean;
import org.folioscope.simulation.machine.Wait;

/** Holds a task back until a test has seen what it waits for. */
record Submitted(AtomicBoolean flag) implements Wait {

  @Override
  public boolean ready() {
    return flag.get();
  }

  @Override
  public String what() {
    return "the bio of the read";
  }
}
