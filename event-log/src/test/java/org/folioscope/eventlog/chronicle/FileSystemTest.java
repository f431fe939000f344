package org.folioscope.eventlog.chronicle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.export.JsonlExport;
import org.folioscope.eventlog.imports.JsonlImport;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.LogEnding;
import org.folioscope.eventlog.replay.Replay;
import org.folioscope.eventlog.toy.Toy;
import org.folioscope.eventlog.toy.ToyOwner;
import org.folioscope.eventlog.toy.ToyRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Full and read-only file systems. */
@Timeout(60)
class FileSystemTest {

  private static final List<EventFamily<?>> TOY = List.of(Toy.FAMILY);
  private static final int FILE_SYSTEM = 12;

  @TempDir private Path directory;

  @Test
  void aDiskThatFillsUpIsToldBeforeItIsFull() throws IOException {
    try (Mounted small = Mounted.small(directory.resolve("small"), FILE_SYSTEM)) {
      Path log = small.path().resolve("log");
      Throwable failure = writeUntilFailure(log, () -> {});

      assertThat(failure)
          .isInstanceOf(BadInputException.class)
          .message()
          .startsWith("cannot write the log " + log + ": ")
          .endsWith("at least 8192 KiB are needed");
      assertReadsTorn(log);
    }
  }

  @Test
  void aDiskThatIsFullAllOfASuddenLeavesWholeSteps() throws IOException {
    try (Mounted small = Mounted.small(directory.resolve("small"), FILE_SYSTEM)) {
      Path log = small.path().resolve("log");
      Throwable failure = writeUntilFailure(log, () -> fill(small.path().resolve("filler")));

      assertThat(failure)
          .isInstanceOf(BadInputException.class)
          .hasMessage(
              "cannot write the log " + log + ": a store into its file failed, is the disk full?");
      assertReadsTorn(log);
    }
  }

  @Test
  void fileContentsThatDoNotFitAreTold() throws IOException {
    try (Mounted small = Mounted.small(directory.resolve("small"), FILE_SYSTEM)) {
      Path log = small.path().resolve("log");
      ToyOwner owner = new ToyOwner();
      try (ChronicleLog live =
          ChronicleLog.create(owner.space(), log, TOY, new LinkedHashMap<>())) {
        new ToyRun(1).write(live, owner, 20);
        fill(small.path().resolve("filler"));
        byte[] bytes = new byte[1 << 20];
        bytes[0] = 1;
        live.beginStep(0, 0, 0);
        assertThatThrownBy(() -> live.append(owner, new Toy.Written(1, Content.of(bytes))))
            .isInstanceOf(BadInputException.class)
            .hasMessageStartingWith("cannot write " + log.resolve("content.bin") + ": ");
      }
      assertReadsTorn(log);
    }
  }

  @Test
  void anImportThatDoesNotFitLeavesNothing() throws IOException {
    Path file = export();
    try (Mounted small = Mounted.small(directory.resolve("small"), FILE_SYSTEM)) {
      fill(small.path().resolve("filler"));
      assertThatThrownBy(
              () -> JsonlImport.read(file, header -> TOY, small.path().resolve("imported")))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("KiB free");
      try (Stream<Path> left = Files.list(small.path())) {
        assertThat(left).hasSize(1);
      }
    }
  }

  @Test
  void aLogThatCannotBeWrittenIsReadAsItIs() throws IOException {
    Path file = export();
    Path log = directory.resolve("log");
    try (Mounted frozen = Mounted.readOnly(log, directory.resolve("frozen"))) {
      ToyOwner owner = new ToyOwner();
      ChronicleReader reader = ChronicleReader.open(frozen.path(), TOY);
      try (LogCursor cursor = reader.cursor()) {
        Replay.Result result =
            new Replay(owner.space(), List.of(owner)).fold(reader.header(), cursor, Replay.ALL);
        assertThat(Objects.requireNonNull(result.ending()).kind())
            .isEqualTo(LogEnding.Kind.COMPLETE);
        assertThat(result.isFaithful()).isTrue();
      }
      Path below = frozen.path().resolve("below");
      assertThatThrownBy(
              () -> ChronicleLog.create(owner.space(), below, TOY, new LinkedHashMap<>()))
          .isInstanceOf(BadInputException.class)
          .hasMessageStartingWith("cannot write a log into " + below);
      assertThatThrownBy(() -> JsonlImport.read(file, header -> TOY, below))
          .isInstanceOf(BadInputException.class)
          .hasMessageStartingWith("cannot write a log into " + below);
    }
  }

  @Test
  void aReadOnlyDirectoryTakesNoLog() throws IOException {
    Path empty = Files.createDirectory(directory.resolve("empty"));
    try (Mounted frozen = Mounted.readOnly(empty, directory.resolve("frozen"))) {
      assertThatThrownBy(() ->
              ChronicleLog.create(
                  new ToyOwner().space(), frozen.path(), TOY, new LinkedHashMap<>()))
          .isInstanceOf(BadInputException.class)
          .hasMessageStartingWith("cannot write the log " + frozen.path())
          .message()
          .doesNotContain("\n");
    }
  }

  private static Throwable writeUntilFailure(Path path, Runnable afterSome) {
    ToyOwner owner = new ToyOwner();
    try (ChronicleLog log = ChronicleLog.create(owner.space(), path, TOY, new LinkedHashMap<>())) {
      new ToyRun(2).write(log, owner, 100);
      afterSome.run();
      return catchThrowable(() -> {
        while (true) {
          log.beginStep(0, 0, 0);
          log.append(owner, new Toy.Said("x".repeat(1_000), true, Toy.Mood.GRIM));
          log.endStep();
        }
      });
    }
  }

  private static void assertReadsTorn(Path log) {
    ToyOwner owner = new ToyOwner();
    ChronicleReader reader = ChronicleReader.open(log, TOY);
    try (LogCursor cursor = reader.cursor()) {
      Replay.Result result =
          new Replay(owner.space(), List.of(owner)).fold(reader.header(), cursor, Replay.ALL);
      LogEnding ending = Objects.requireNonNull(result.ending());
      assertThat(ending.kind()).as(ending.message()).isEqualTo(LogEnding.Kind.TORN);
      assertThat(result.isFaithful()).isTrue();
      assertThat(result.events()).isGreaterThan(10);
    }
  }

  private Path export() throws IOException {
    Path log = directory.resolve("log");
    ToyOwner owner = new ToyOwner();
    try (ChronicleLog live = ChronicleLog.create(owner.space(), log, TOY, new LinkedHashMap<>())) {
      new ToyRun(1).write(live, owner, 100);
      live.end(new LinkedHashMap<>());
    }
    Path file = directory.resolve("log.jsonl");
    try (OutputStream out = Files.newOutputStream(file)) {
      JsonlExport.write(ChronicleReader.open(log, TOY), TOY, out);
    }
    return file;
  }

  private static void fill(Path file) {
    byte[] block = new byte[4096];
    try (OutputStream out = Files.newOutputStream(file)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }
}
