package org.folioscope.eventlog.log;

import org.folioscope.eventlog.state.StateSpace;
import org.jspecify.annotations.Nullable;

/**
 * A log that keeps nothing: it numbers events and has them applied. For exploring, where a run that
 * turns out to be worth a look is made again under its schedule.
 */
public final class CountingLog extends AppliedLog implements RewindableLog {

  /** A place between steps to go back to with {@link #rollback}. */
  public record Position(long events, long steps) {}

  /** A log of events that change the given state. */
  public CountingLog(StateSpace space) {
    super(space);
  }

  @Override
  public void mark(Mark mark) {
    // nobody will read it
  }

  /** Where the log stands now. */
  public Position position() {
    return new Position(events(), steps());
  }

  /** Counts on from the position. The state is the caller's to roll back. */
  public void rollback(Position position) {
    rewind(position.events(), position.steps());
  }

  @Override
  public Runnable wayBack() {
    Position here = position();
    return () -> rollback(here);
  }

  @Override
  protected <E extends Event> E write(EventFamily<E> family, E event) {
    return event;
  }

  @Override
  protected void written(long digest) {
    // counted already
  }

  @Override
  protected void finish(@Nullable Step step) {
    // counted already
  }
}
