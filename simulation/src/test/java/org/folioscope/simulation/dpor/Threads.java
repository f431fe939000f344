package org.folioscope.simulation.dpor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.folioscope.simulation.explore.Workers;

/** Workers with a thread each. */
record Threads(int count) implements Workers {

  @Override
  public void work(Runnable each) {
    try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
      List<Future<?>> done = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        done.add(threads.submit(each));
      }
      for (Future<?> one : done) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException thrown
          ? thrown
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
