package org.folioscope.eventlog.chronicle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.log.AppliedLog;
import org.folioscope.eventlog.log.EventLogContract;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.LogEnd;
import org.folioscope.eventlog.log.LogEnding;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.eventlog.toy.Toy;
import org.folioscope.eventlog.toy.ToyOwner;
import org.folioscope.eventlog.toy.ToyRun;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChronicleLogTest extends EventLogContract {

  @TempDir private Path directory;
  private @Nullable ChronicleLog open;

  @Override
  protected AppliedLog create(ToyOwner owner) {
    return create(owner, directory.resolve("log"));
  }

  @Override
  protected LogCursor read(AppliedLog log) {
    ((ChronicleLog) log).end(outcome());
    close();
    return ChronicleReader.open(directory.resolve("log"), List.of(Toy.FAMILY)).cursor();
  }

  @Override
  protected void close() {
    if (open != null) {
      open.close();
      open = null;
    }
  }

  @Test
  void keepsHeaderAndEndInTheirOrder() {
    ToyOwner owner = new ToyOwner();
    AppliedLog log = create(owner);
    new ToyRun(1).write(log, owner, 50);
    try (LogCursor cursor = read(log)) {
      ToyRun.steps(cursor);
      LogEnd end = Objects.requireNonNull(cursor.ending().end());
      assertThat(end.events()).isEqualTo(log.events());
      assertThat(end.steps()).isEqualTo(log.steps());
      assertThat(end.digest()).isEqualTo(owner.space().digest());
      assertThat(end.properties()).isEqualTo(outcome());
    }
    assertThat(
            ChronicleReader.open(directory.resolve("log"), List.of())
                .header()
                .properties()
                .sequencedKeySet())
        .containsExactly("task.1", "kernel");
  }

  @Test
  void twoRunsHaveTheSameFilesByteForByte() throws IOException {
    for (String name : List.of("one", "two")) {
      ToyOwner owner = new ToyOwner();
      ChronicleLog log = create(owner, directory.resolve(name));
      new ToyRun(5).write(log, owner, 300);
      log.end(outcome());
      close();
    }
    try (var files = Files.list(directory.resolve("one"))) {
      List<Path> names = files.map(Path::getFileName).sorted().toList();
      assertThat(names).hasSize(3);
      for (Path name : names) {
        assertThat(
                Files.mismatch(
                    directory.resolve("one").resolve(name), directory.resolve("two").resolve(name)))
            .as(name.toString())
            .isEqualTo(-1);
      }
    }
  }

  @Test
  void aStepMayBeLongerThanADocument() {
    ToyOwner owner = new ToyOwner();
    AppliedLog log = create(owner);
    log.beginStep(1, 0, 0);
    for (int i = 0; i < 100_000; i++) {
      log.append(owner, new Toy.NumberPut(i, i));
    }
    log.endStep();
    log.beginStep(1, 0, 0);
    log.append(owner, new Toy.Said("x".repeat(200_000), true, Toy.Mood.GLAD));
    log.endStep();
    try (LogCursor cursor = read(log)) {
      List<LoggedStep> steps = ToyRun.steps(cursor);
      assertThat(cursor.ending().kind()).isEqualTo(LogEnding.Kind.COMPLETE);
      assertThat(steps).extracting(step -> step.events().size()).containsExactly(100_000, 1);
    }
  }

  @Test
  void longContentsAreKeptOnce() throws IOException {
    byte[] bytes = new byte[4096];
    bytes[5] = 1;
    ToyOwner owner = new ToyOwner();
    AppliedLog log = create(owner);
    for (int i = 0; i < 100; i++) {
      log.beginStep(1, 0, 0);
      log.append(owner, new Toy.Written(i, Content.of(bytes)));
      log.endStep();
    }
    read(log).close();
    assertThat(Files.size(directory.resolve("log").resolve("content.bin"))).isLessThan(2 * 4096);
  }

  @Test
  void canBeFollowedWhileItIsWritten() {
    ToyOwner owner = new ToyOwner();
    ChronicleLog log = create(owner, directory.resolve("log"));
    ToyRun run = new ToyRun(3);
    try (LogCursor cursor =
        ChronicleReader.open(directory.resolve("log"), List.of(Toy.FAMILY)).cursor()) {
      for (int i = 0; i < 20; i++) {
        run.write(log, owner, 10);
        ToyRun.steps(cursor);
        assertThat(cursor.ending().kind()).isEqualTo(LogEnding.Kind.TORN);
        assertThat(cursor.ending().lastEvent()).isEqualTo(log.events());
      }
      log.end(outcome());
      assertThat(cursor.next()).isNull();
      assertThat(cursor.ending().kind()).isEqualTo(LogEnding.Kind.COMPLETE);
    }
  }

  @Test
  void refusesADirectoryWithALog() {
    create(new ToyOwner(), directory.resolve("log"));
    close();
    assertThatThrownBy(() -> create(new ToyOwner(), directory.resolve("log")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("already");
  }

  private ChronicleLog create(ToyOwner owner, Path log) {
    SequencedMap<String, String> properties = new LinkedHashMap<>();
    properties.put("task.1", "reader");
    properties.put("kernel", "linux-5.9");
    open = ChronicleLog.create(owner.space(), log, List.of(Toy.FAMILY), properties);
    return open;
  }

  private static SequencedMap<String, String> outcome() {
    SequencedMap<String, String> properties = new LinkedHashMap<>();
    properties.put("outcome", "ok");
    properties.put("a", "b");
    return properties;
  }
}
