package org.folioscope.simulation.coroutine;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine on a virtual thread; exactly one side, the resumer or the body, runs at any moment.
 * Abandoned ones are garbage only under {@code -Djdk.trackAllThreads=false}.
 */
final class ThreadCoroutine implements Coroutine {

  private final Runnable body;
  private final Semaphore toBody = new Semaphore(0);
  private final Semaphore toResumer = new Semaphore(0);
  private @Nullable Thread thread;
  private @Nullable Throwable failure;
  private boolean ended;

  ThreadCoroutine(Runnable body) {
    this.body = body;
  }

  @Override
  public void resume() {
    if (thread == null) {
      thread = Thread.ofVirtual().name("folioscope-task").start(this::runBody);
    } else {
      toBody.release();
    }
    toResumer.acquireUninterruptibly();
    Throwable thrown = failure;
    failure = null;
    switch (thrown) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(thrown);
    }
  }

  @Override
  public void suspend() {
    toResumer.release();
    toBody.acquireUninterruptibly();
  }

  @Override
  public boolean ended() {
    return ended;
  }

  @Override
  public StackTraceElement[] stack() {
    return thread == null ? new StackTraceElement[0] : thread.getStackTrace();
  }

  @Override
  public void abandon() {
    // The thread stays parked and becomes garbage with this object. To unwind it would run the
    // body's finally blocks, which
    // give locks back that the abandoned task still holds.
  }

  private void runBody() {
    try {
      body.run();
    } catch (Throwable e) {
      failure = e;
    } finally {
      ended = true;
      toResumer.release();
    }
  }
}
