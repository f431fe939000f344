package org.folioscope.vm.bdi;

import java.util.function.IntConsumer;
import org.folioscope.simulation.machine.Wait;

/**
 * Waits until the flusher, which is one thread, does nothing else.
 *
 * @param queuedFirst whether work that others have queued goes first
 */
public record FlusherIdle(DirtyInodes dirty, boolean queuedFirst) implements Wait {

  @Override
  public boolean ready() {
    return dirty.worker() == null && !(queuedFirst && dirty.hasQueuedWork());
  }

  @Override
  public String what() {
    return "the flusher";
  }

  @Override
  public void owners(IntConsumer tasks) {
    Integer worker = dirty.worker();
    if (worker != null) {
      tasks.accept(worker);
    }
  }
}
