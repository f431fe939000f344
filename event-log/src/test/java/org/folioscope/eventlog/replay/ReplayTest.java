package org.folioscope.eventlog.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.eventlog.chronicle.ChronicleLog;
import org.folioscope.eventlog.chronicle.ChronicleReader;
import org.folioscope.eventlog.diff.LogDiff;
import org.folioscope.eventlog.export.TextExport;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.LogHeader;
import org.folioscope.eventlog.log.MemoryLog;
import org.folioscope.eventlog.log.OpaqueEvent;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongCell;
import org.folioscope.eventlog.toy.Toy;
import org.folioscope.eventlog.toy.ToyOwner;
import org.folioscope.eventlog.toy.ToyRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {

  private static final LogHeader HEADER = LogHeader.of(List.of(Toy.FAMILY), new LinkedHashMap<>());

  /** The vocabulary of a plug-in. */
  sealed interface Plug extends Event {
    /** It was put in. */
    record PluggedIn(int volts) implements Plug {}
  }

  /** Counts volts beside the toy's state. */
  private static final class PlugOwner implements StateOwner<Plug> {

    private final EventFamily<Plug> family;
    private final LongCell volts;

    PlugOwner(ToyOwner beside, int version) {
      family = EventFamily.of("plug", version, Plug.class);
      volts = beside.space().cell("plug.volts");
    }

    @Override
    public EventFamily<Plug> family() {
      return family;
    }

    @Override
    public void apply(Plug event) {
      switch (event) {
        case Plug.PluggedIn in -> volts.add(in.volts());
      }
    }
  }

  @TempDir private Path directory;

  @Test
  void theStateAtAnyEventIsTheFoldOfTheEventsBefore() {
    ToyOwner owner = new ToyOwner();
    MemoryLog log = new MemoryLog(owner.space());
    new ToyRun(1).write(log, owner, 40);
    for (long until = 0; until <= log.events(); until++) {
      ToyOwner folded = new ToyOwner();
      Replay.Result result =
          new Replay(folded.space(), List.of(folded)).fold(HEADER, log.cursor(), until);
      assertThat(result.events()).isEqualTo(until);
      assertThat(result.isFaithful()).isTrue();
      assertThat(result.digest()).isEqualTo(folded.space().digest());
    }
  }

  @Test
  void theFirstOtherDigestIsNamed() {
    ToyOwner owner = new ToyOwner();
    MemoryLog log = new MemoryLog(owner.space());
    new ToyRun(1).write(log, owner, 40);
    ToyOwner forgetful = new ToyOwner();
    StateOwner<Toy> forgetsTicks =
        new StateOwner<>() {
          @Override
          public EventFamily<Toy> family() {
            return Toy.FAMILY;
          }

          @Override
          public void apply(Toy event) {
            if (!(event instanceof Toy.Ticked)) {
              forgetful.apply(event);
            }
          }
        };
    long firstTick =
        ToyRun.steps(log.cursor()).stream()
            .flatMap(step -> step.events().stream())
            .filter(logged -> logged.event() instanceof Toy.Ticked)
            .findFirst()
            .orElseThrow()
            .number();

    Replay.Result result =
        new Replay(forgetful.space(), List.of(forgetsTicks)).fold(HEADER, log.cursor(), Replay.ALL);

    assertThat(result.firstMismatch()).isEqualTo(firstTick);
    assertThat(result.events()).isEqualTo(log.events());
  }

  @Test
  void anUnknownFamilyIsReadAndNamed() {
    writeWithPlug();
    ChronicleReader reader = ChronicleReader.open(directory.resolve("log"), List.of(Toy.FAMILY));
    ToyOwner toy = new ToyOwner();
    try (LogCursor cursor = reader.cursor()) {
      Replay.Result result =
          new Replay(toy.space(), List.of(toy)).fold(reader.header(), cursor, Replay.ALL);

      assertThat(result.unknownFamilies()).containsExactly("plug");
      assertThat(result.skipped()).isEqualTo(1);
      assertThat(result.events()).isEqualTo(2);
      assertThat(result.firstMismatch()).isZero();
      assertThat(result.isFaithful()).isFalse();
    }
    try (LogCursor cursor = reader.cursor()) {
      assertThat(ToyRun.steps(cursor).get(1).events().getFirst().event())
          .isInstanceOfSatisfying(
              OpaqueEvent.class,
              opaque -> {
                assertThat(opaque.family()).isEqualTo("plug");
                assertThat(opaque.typeName()).isEqualTo("PluggedIn");
              });
    }
  }

  @Test
  void aLogOfUnknownFamiliesIsListedAndCompared() throws IOException {
    writeWithPlug();
    ChronicleReader reader = ChronicleReader.open(directory.resolve("log"), List.of());
    StringBuilder text = new StringBuilder();
    try (LogCursor cursor = reader.cursor()) {
      TextExport.write(cursor, TextExport.taskNames(reader.header()), true, text);
    }
    assertThat(text)
        .contains("Ticked (toy, not known here)", "PluggedIn (plug, not known here)")
        .contains("complete: 3 events");
    try (LogCursor left = reader.cursor();
        LogCursor right = reader.cursor()) {
      assertThat(LogDiff.compare(left, 0, right, 0).isEqual()).isTrue();
    }
    ToyOwner toy = new ToyOwner();
    try (LogCursor cursor = reader.cursor()) {
      Replay.Result result =
          new Replay(toy.space(), List.of(toy)).fold(reader.header(), cursor, Replay.ALL);
      assertThat(result.unknownFamilies()).containsExactly("plug", "toy");
      assertThat(result.events()).isZero();
    }
  }

  @Test
  void anEventThatCannotBeAppliedIsNamed() {
    ToyOwner owner = new ToyOwner();
    MemoryLog log = new MemoryLog(owner.space());
    log.beginStep(0, 0, 0);
    log.append(owner, new Toy.Queued(1));
    log.append(owner, new Toy.Unqueued(1));
    log.endStep();
    StateOwner<Toy> forgetsToQueue =
        new StateOwner<>() {
          @Override
          public EventFamily<Toy> family() {
            return Toy.FAMILY;
          }

          @Override
          public void apply(Toy event) {
            if (event instanceof Toy.Unqueued) {
              new ToyOwner().apply(event);
            }
          }
        };
    assertThatThrownBy(() ->
            new Replay(new ToyOwner().space(), List.of(forgetsToQueue))
                .fold(HEADER, log.cursor(), Replay.ALL))
        .isInstanceOf(BadInputException.class)
        .hasMessageMatching(
            "event 2, Unqueued, cannot be applied to the state before it \\(.*\\): the log was"
                + " written by other code");
  }

  @Test
  void anotherVersionOfAFamilyIsRefused() {
    writeWithPlug();
    ToyOwner toy = new ToyOwner();
    PlugOwner newer = new PlugOwner(toy, 2);
    ChronicleReader reader =
        ChronicleReader.open(directory.resolve("log"), List.of(Toy.FAMILY, newer.family()));
    try (LogCursor cursor = reader.cursor()) {
      Replay replay = new Replay(toy.space(), List.of(toy, newer));
      assertThatThrownBy(() -> replay.fold(reader.header(), cursor, Replay.ALL))
          .isInstanceOf(BadInputException.class)
          .hasMessage("the log has version 1 of the events plug, this program has version 2");
    }
  }

  private void writeWithPlug() {
    ToyOwner toy = new ToyOwner();
    PlugOwner plug = new PlugOwner(toy, 1);
    try (ChronicleLog log =
        ChronicleLog.create(
            toy.space(),
            directory.resolve("log"),
            List.of(Toy.FAMILY, plug.family()),
            new LinkedHashMap<>())) {
      log.beginStep(0, 0, 0);
      log.append(toy, new Toy.Ticked());
      log.endStep();
      log.beginStep(0, 0, 0);
      log.append(plug, new Plug.PluggedIn(230));
      log.append(toy, new Toy.Ticked());
      log.endStep();
      log.end(new LinkedHashMap<>());
    }
  }
}
