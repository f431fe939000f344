package org.folioscope.cli.verb;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ctrl-C as a request to come to an end. The first one asks, and the command prints and keeps what
 * it has and ends with its exit status; the second one ends the JVM at once. A signal handler and
 * no shutdown hook: in a JVM that is shutting down nothing can be recorded any more, because
 * Chronicle wants hooks of its own.
 */
public final class Interruption {

  private static final int PATIENCE_SECONDS = 10;
  private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

  /** What a shell shows for a process that a signal ended, less the signal's number. */
  private static final int KILLED = 128;

  private final AtomicBoolean requested = new AtomicBoolean();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);
  private final boolean ownsJvm;

  /** For a command that ends with its JVM, or for one inside another program. */
  public Interruption(boolean ownsJvm) {
    this.ownsJvm = ownsJvm;
  }

  /** Whether the command should come to an end. */
  boolean isRequested() {
    return requested.get();
  }

  /** Waits so long, or until the command should come to an end; gives whether it should not. */
  boolean pause(long milliseconds) {
    try {
      return !asked.await(milliseconds, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Listens for Ctrl-C, if this JVM is the command's own. */
  void listen() {
    if (ownsJvm) {
      SIGNALS.forEach(name -> Signals.handle(name, this::end));
    }
  }

  /** The command has ended; to be called before the JVM is asked to exit. */
  public void finished() {
    finished.countDown();
  }

  /** Runs on a thread of the signal's own. */
  private void end(int signal) {
    boolean again = requested.getAndSet(true);
    asked.countDown();
    try {
      if (again || !finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(KILLED + signal);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
