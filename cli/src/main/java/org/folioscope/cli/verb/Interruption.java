package org.folioscope.cli.verb;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ctrl-C as a request to come to an end. The first one asks; the JVM, which is shutting down
 * meanwhile, waits until the command has printed what it has, and ends with its exit status.
 */
public final class Interruption {

  private static final int PATIENCE_SECONDS = 10;

  private final AtomicBoolean requested = new AtomicBoolean();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);
  private final boolean ownsJvm;
  private volatile int status = ExitStatus.UNKNOWN;

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
      Runtime.getRuntime().addShutdownHook(new Thread(this::end, "interruption"));
    }
  }

  /** The command has ended; to be called before the JVM is asked to exit. */
  public void finished(int exitStatus) {
    status = exitStatus;
    finished.countDown();
  }

  private void end() {
    requested.set(true);
    asked.countDown();
    try {
      if (finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(status);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
