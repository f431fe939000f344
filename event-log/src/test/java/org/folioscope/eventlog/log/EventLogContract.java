package org.folioscope.eventlog.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import org.folioscope.eventlog.replay.Replay;
import org.folioscope.eventlog.toy.Toy;
import org.folioscope.eventlog.toy.ToyOwner;
import org.folioscope.eventlog.toy.ToyRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every log that can be read does alike. A log in memory that keeps marks is the measure. */
public abstract class EventLogContract extends AppliedLogContract {

  /** Reads what was written to the log. */
  protected abstract LogCursor read(AppliedLog log);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void givesBackWhatWasWritten(long seed) {
    ToyOwner measureOwner = new ToyOwner();
    MemoryLog measure = new MemoryLog(measureOwner.space(), true);
    new ToyRun(seed).write(measure, measureOwner, 200);
    AppliedLog log = create(owner);

    new ToyRun(seed).write(log, owner, 200);

    try (LogCursor cursor = read(log);
        LogCursor expected = measure.cursor()) {
      assertThat(ToyRun.steps(cursor)).isEqualTo(ToyRun.steps(expected));
      assertThat(cursor.ending().kind()).isEqualTo(LogEnding.Kind.COMPLETE);
      assertThat(cursor.ending().lastEvent()).isEqualTo(log.events());
    }
  }

  @Test
  void foldsToTheLiveState() {
    AppliedLog log = create(owner);
    new ToyRun(7).write(log, owner, 300);
    ToyOwner folded = new ToyOwner();

    try (LogCursor cursor = read(log)) {
      Replay.Result result =
          new Replay(folded.space(), List.of(folded)).fold(header(), cursor, Replay.ALL);

      assertThat(result.isFaithful()).isTrue();
      assertThat(result.events()).isEqualTo(log.events());
    }
    assertThat(folded.space().values()).isEqualTo(owner.space().values());
  }

  @Test
  void marksStayWithTheirStep() {
    AppliedLog log = create(owner);
    log.mark(new Mark(true, "before", ""));
    step(log, new Toy.Ticked());
    log.beginStep(1, 0, 0);
    log.mark(new Mark(true, "without_events", ""));
    log.endStep();
    log.beginStep(2, 0, 0);
    log.append(owner, new Toy.Ticked());
    log.mark(new Mark(false, "after", "ret=0"));
    log.endStep();
    step(log, new Toy.Ticked());

    try (LogCursor cursor = read(log)) {
      List<LoggedStep> steps = ToyRun.steps(cursor);
      assertThat(steps.get(0).marks())
          .containsExactly(new LoggedStep.PlacedMark(0, new Mark(true, "before", "")));
      assertThat(steps.get(1).marks())
          .containsExactly(
              new LoggedStep.PlacedMark(1, new Mark(true, "without_events", "")),
              new LoggedStep.PlacedMark(2, new Mark(false, "after", "ret=0")));
      assertThat(steps.get(2).marks()).isEmpty();
    }
  }

  @Test
  void stepsWithoutEventsLeaveNoTrace() {
    AppliedLog log = create(owner);
    log.beginStep(1, 5, 0);
    log.endStep();
    step(log, new Toy.Ticked());

    try (LogCursor cursor = read(log)) {
      assertThat(ToyRun.steps(cursor)).extracting(step -> step.step().number()).containsExactly(1L);
    }
  }

  @Test
  void anEventThatCannotBeAppliedIsNotInTheLog() {
    AppliedLog log = create(owner);
    log.beginStep(0, 0, 0);
    log.append(owner, new Toy.Queued(1));
    assertThatThrownBy(() -> log.append(owner, new Toy.Unqueued(2)))
        .isInstanceOf(IllegalStateException.class);
    log.append(owner, new Toy.Queued(3));
    log.endStep();

    assertThat(log.events()).isEqualTo(2);
    try (LogCursor cursor = read(log)) {
      assertThat(ToyRun.steps(cursor).getFirst().events())
          .extracting(LoggedStep.Logged::event)
          .containsExactly(new Toy.Queued(1), new Toy.Queued(3));
    }
  }

  @Test
  void theEndIsKnownOnlyAtTheEnd() {
    AppliedLog log = create(owner);
    step(log, new Toy.Ticked());
    try (LogCursor cursor = read(log)) {
      assertThatThrownBy(cursor::ending).isInstanceOf(IllegalStateException.class);
    }
  }

  /** The header that all logs here have. */
  protected static LogHeader header() {
    return LogHeader.of(List.of(Toy.FAMILY), new LinkedHashMap<>());
  }
}
