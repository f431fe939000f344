package org.folioscope.simulation.coroutine;

/**
 * Code that can be suspended anywhere and resumed later, by one thread at a time. An unfinished one
 * may be abandoned: it never runs again, its {@code finally} blocks do not run.
 */
public interface Coroutine {

  /** Runs the body until it suspends or ends. An exception of the body comes out here. */
  void resume();

  /** Suspends the body; to be called from inside it. Returns when resumed. */
  void suspend();

  /** Whether the body has ended, by returning or by an exception. */
  boolean ended();

  /** Where the body is suspended, the innermost call first; empty if it has not begun or ended. */
  StackTraceElement[] stack();

  /** Gives back what an unfinished coroutine holds; it must not be resumed again. */
  void abandon();
}
