package org.folioscope.simulation.coroutine;

/** The ways to make coroutines. */
public enum Coroutines {
  /**
   * One-shot continuations of the JDK: about 100 ns a switch. Need {@code --add-exports
   * java.base/jdk.internal.vm=ALL-UNNAMED}.
   */
  CONTINUATION {
    @Override
    public Coroutine create(Runnable body) {
      return new ContinuationCoroutine(body);
    }
  },
  /** Virtual threads handing over to each other: public API only, and some twenty times slower. */
  THREAD {
    @Override
    public Coroutine create(Runnable body) {
      return new ThreadCoroutine(body);
    }
  };

  /** A coroutine that will run the body. */
  public abstract Coroutine create(Runnable body);

  /** The fastest way that works in this process. */
  public static Coroutines fastest() {
    try {
      Coroutine probe = CONTINUATION.create(() -> {});
      probe.resume();
      return CONTINUATION;
    } catch (IllegalAccessError notExported) {
      return THREAD;
    }
  }
}
