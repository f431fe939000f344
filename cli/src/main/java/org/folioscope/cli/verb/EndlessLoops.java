package org.folioscope.cli.verb;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.folioscope.scenarios.plugin.Blame;
import org.folioscope.scenarios.plugin.Supervisor;

/**
 * Notices code of a plug-in that loops without a step. Such code cannot be stopped from inside its
 * JVM, so this names it and the JVM has to end.
 */
final class EndlessLoops implements Supervisor {

  private static final int LOOKS_A_SECOND = 4;

  private final Map<Thread, Watched> threads = new ConcurrentHashMap<>();
  private final int seconds;
  private final Consumer<String> found;
  private boolean looking;

  /** A thread, and since when it makes no progress; only who looks changes it. */
  private static final class Watched {
    final LongSupplier progress;
    long last = -1;
    int still;

    Watched(LongSupplier progress) {
      this.progress = progress;
    }
  }

  /**
   * Looks for loops.
   *
   * @param seconds how long a step may take
   * @param found is told of the plug-in and its operation, in one line
   */
  EndlessLoops(int seconds, Consumer<String> found) {
    this.seconds = seconds;
    this.found = found;
  }

  @Override
  public void begin(Thread thread, LongSupplier progress) {
    threads.put(thread, new Watched(progress));
    look();
  }

  @Override
  public void end(Thread thread) {
    threads.remove(thread);
  }

  private synchronized void look() {
    if (!looking) {
      looking = true;
      Thread.ofPlatform().daemon().name("plug-in watch").start(this::lookForEver);
    }
  }

  private void lookForEver() {
    try {
      while (true) {
        TimeUnit.MILLISECONDS.sleep(TimeUnit.SECONDS.toMillis(1) / LOOKS_A_SECOND);
        threads.forEach(this::look);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look(Thread thread, Watched watched) {
    long progress = watched.progress.getAsLong();
    watched.still = progress == watched.last ? watched.still + 1 : 0;
    watched.last = progress;
    if (watched.still >= seconds * LOOKS_A_SECOND) {
      Optional<String> operation = Blame.operation(thread.getStackTrace());
      operation.ifPresent(where ->
          found.accept(
              where
                  + ": no end and no step for "
                  + seconds
                  + " seconds; --plugin-seconds waits longer"));
    }
  }
}
