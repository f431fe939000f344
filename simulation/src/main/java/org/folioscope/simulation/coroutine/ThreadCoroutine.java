package org.folioscope.simulation.coroutine;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** A coroutine on a virtual thread; exactly one side, the resumer or the body, runs at any moment. */
final class ThreadCoroutine implements Coroutine {

  private final Runnable body;
  private final Semaphore toBody = new Semaphore(0);
  private final Semaphore toResumer = new Semaphore(0);
  private @Nullable Thread thread;
  private @Nullable Throwable failure;
  private boolean ended;
  private boolean abandoned;

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
    if (abandoned) {
      throw new Abandoned();
    }
    toResumer.release();
    toBody.acquireUninterruptibly();
    if (abandoned) {
      throw new Abandoned();
    }
  }

  @Override
  public boolean ended() {
    return ended;
  }

  @Override
  public void abandon() {
    if (thread != null && !ended && !abandoned) {
      abandoned = true;
      toBody.release();
      toResumer.acquireUninterruptibly();
    }
  }

  private void runBody() {
    try {
      body.run();
    } catch (Abandoned expected) {
      // the way out of an abandoned body
    } catch (Throwable e) {
      failure = e;
    } finally {
      ended = true;
      toResumer.release();
    }
  }

  /** Unwinds an abandoned body so that its thread can end. Not an exception that model code would catch. */
  private static final class Abandoned extends Error {
    Abandoned() {
      super("abandoned coroutine", null, false, false);
    }
  }
}
