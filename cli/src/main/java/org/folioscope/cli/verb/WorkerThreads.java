package org.folioscope.cli.verb;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.simulation.explore.Workers;

/** Workers on threads of their own. */
record WorkerThreads(int count) implements Workers {

  /** Deep enough for any modelled call chain. */
  private static final long STACK_BYTES = 16L << 20;

  WorkerThreads {
    if (count < 1) {
      throw new BadInputException("--workers must be 1 or more");
    }
  }

  @Override
  public void work(Runnable each) {
    try (ExecutorService threads =
        Executors.newFixedThreadPool(
            count, body -> new Thread(null, body, "explorer", STACK_BYTES))) {
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        workers.add(threads.submit(each));
      }
      workers.forEach(WorkerThreads::await);
    }
  }

  private static void await(Future<?> worker) {
    try {
      worker.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while exploring", e);
    }
  }
}
