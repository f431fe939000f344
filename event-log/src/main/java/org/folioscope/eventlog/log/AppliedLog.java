package org.folioscope.eventlog.log;

import org.folioscope.eventlog.state.StateSpace;
import org.jspecify.annotations.Nullable;

/**
 * What both logs share: the discipline of steps, the numbering, and that an event is applied in the
 * form in which it was written.
 */
public abstract class AppliedLog implements EventLog {

  private final StateSpace space;
  private boolean inStep;
  private int task;
  private long time;
  private long cause;
  private long events;
  private long steps;
  private long stepFirstEvent;

  /** A log of events that change the given state. */
  protected AppliedLog(StateSpace space) {
    this.space = space;
  }

  @Override
  public final void beginStep(int task, long time, long cause) {
    if (inStep) {
      throw new IllegalStateException("a step within a step");
    }
    inStep = true;
    this.task = task;
    this.time = time;
    this.cause = cause;
    stepFirstEvent = events + 1;
  }

  @Override
  public final <E extends Event> void append(StateOwner<E> owner, E event) {
    if (!inStep) {
      throw new IllegalStateException("event outside a step: " + event);
    }
    E written = write(owner.family(), event);
    space.beginApply();
    try {
      owner.apply(written);
    } finally {
      space.endApply();
    }
    // Counted only now: an event that its owner could not apply is not in the log.
    events++;
    written(space.digest());
  }

  @Override
  public final void endStep() {
    inStep = false;
    boolean any = events >= stepFirstEvent;
    if (any) {
      steps++;
    }
    finish(any ? new Step(steps, task, time, cause) : null);
  }

  @Override
  public final long events() {
    return events;
  }

  @Override
  public final long steps() {
    return steps;
  }

  /** Writes the event down and gives back what a reader will read. */
  protected abstract <E extends Event> E write(EventFamily<E> family, E event);

  /** The event written last was applied and this is the digest after it. */
  protected abstract void written(long digest);

  /**
   * Ends the step; null when it had no events and leaves no trace (its marks go with the next
   * step).
   */
  protected abstract void finish(@Nullable Step step);

  /** Forgets everything after an earlier point between steps. */
  protected final void rewind(long eventCount, long stepCount) {
    inStep = false;
    events = eventCount;
    steps = stepCount;
  }
}
