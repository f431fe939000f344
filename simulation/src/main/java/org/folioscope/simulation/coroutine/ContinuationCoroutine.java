package org.folioscope.simulation.coroutine;

import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;

/** A coroutine on the JDK's own continuations. */
final class ContinuationCoroutine implements Coroutine {

  private static final ContinuationScope SCOPE = new ContinuationScope("folioscope");

  private final Continuation continuation;

  ContinuationCoroutine(Runnable body) {
    continuation = new Continuation(SCOPE, body);
  }

  @Override
  public void resume() {
    continuation.run();
  }

  @Override
  public void suspend() {
    Continuation.yield(SCOPE);
  }

  @Override
  public boolean ended() {
    return continuation.isDone();
  }

  @Override
  public StackTraceElement[] stack() {
    return continuation.getStackTrace();
  }

  @Override
  public void abandon() {
    // an unreachable continuation is garbage like any other object
  }
}
