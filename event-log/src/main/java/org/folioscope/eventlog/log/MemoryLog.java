package org.folioscope.eventlog.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.folioscope.eventlog.state.StateSpace;
import org.jspecify.annotations.Nullable;

/**
 * A log of event objects in memory, without encoding: for exploring, where thousands of runs a
 * second come and go.
 */
public final class MemoryLog extends AppliedLog implements RewindableLog {

  private final boolean keepsMarks;
  private final List<LoggedStep.Logged> events = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final List<Integer> stepEnds = new ArrayList<>();
  private final List<Integer> stepMarkEnds = new ArrayList<>();
  private final List<LoggedStep.PlacedMark> marks = new ArrayList<>();
  private @Nullable Event pending;

  /** A place between steps to go back to with {@link #rollback}. */
  public record Position(int events, int steps, int marks) {}

  /** A log that drops marks. */
  public MemoryLog(StateSpace space) {
    this(space, false);
  }

  /** A log that keeps marks if asked to. */
  public MemoryLog(StateSpace space, boolean keepsMarks) {
    super(space);
    this.keepsMarks = keepsMarks;
  }

  @Override
  public void mark(Mark mark) {
    if (keepsMarks) {
      marks.add(new LoggedStep.PlacedMark(events.size(), mark));
    }
  }

  /** Where the log stands now. */
  public Position position() {
    return new Position(events.size(), steps.size(), marks.size());
  }

  /** Forgets everything after the position. */
  public void rollback(Position position) {
    cut(events, position.events());
    cut(steps, position.steps());
    cut(stepEnds, position.steps());
    cut(stepMarkEnds, position.steps());
    cut(marks, position.marks());
    rewind(position.events(), position.steps());
  }

  /** A cursor over the steps written so far. */
  public LogCursor cursor() {
    return new MemoryCursor();
  }

  @Override
  public Runnable wayBack() {
    Position here = position();
    return () -> rollback(here);
  }

  @Override
  protected <E extends Event> E write(EventFamily<E> family, E event) {
    pending = event;
    return event;
  }

  @Override
  protected void written(long digest) {
    events.add(new LoggedStep.Logged(events.size() + 1L, Objects.requireNonNull(pending), digest));
  }

  @Override
  protected void finish(@Nullable Step step) {
    if (step != null) {
      steps.add(step);
      stepEnds.add(events.size());
      stepMarkEnds.add(marks.size());
    }
  }

  private static void cut(List<?> list, int size) {
    list.subList(size, list.size()).clear();
  }

  private final class MemoryCursor implements LogCursor {

    private int nextStep;

    @Override
    public @Nullable LoggedStep next() {
      if (nextStep == steps.size()) {
        return null;
      }
      int from = nextStep == 0 ? 0 : stepEnds.get(nextStep - 1);
      int to = stepEnds.get(nextStep);
      int fromMark = nextStep == 0 ? 0 : stepMarkEnds.get(nextStep - 1);
      List<LoggedStep.PlacedMark> placed =
          List.copyOf(marks.subList(fromMark, stepMarkEnds.get(nextStep)));
      return new LoggedStep(steps.get(nextStep++), List.copyOf(events.subList(from, to)), placed);
    }

    @Override
    public LogEnding ending() {
      if (nextStep < steps.size()) {
        throw new IllegalStateException("not yet at the end");
      }
      return new LogEnding(
          LogEnding.Kind.COMPLETE, events.size(), "complete: " + events.size() + " events", null);
    }

    @Override
    public void close() {
      // nothing is held open
    }
  }
}
