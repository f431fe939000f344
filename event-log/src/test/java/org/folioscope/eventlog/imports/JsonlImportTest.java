package org.folioscope.eventlog.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.eventlog.chronicle.ChronicleLog;
import org.folioscope.eventlog.chronicle.ChronicleReader;
import org.folioscope.eventlog.export.JsonlExport;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.LogEnding;
import org.folioscope.eventlog.toy.Toy;
import org.folioscope.eventlog.toy.ToyOwner;
import org.folioscope.eventlog.toy.ToyRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonlImportTest {

  private static final List<EventFamily<?>> TOY = List.of(Toy.FAMILY);
  private static final int MUTATIONS = 300;
  private static final long SEED = 1;

  @TempDir private Path directory;
  private Path original;
  private Path file;
  private Path target;

  @BeforeEach
  void prepare() {
    original = directory.resolve("original");
    file = directory.resolve("log.jsonl");
    target = directory.resolve("place").resolve("target");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void givesTheSameFilesByteForByte(long seed) throws IOException {
    record(seed, 300, true);
    export(TOY, file);

    JsonlImport.Imported imported = JsonlImport.read(file, header -> TOY, target);

    LogFiles.assertSame(original, target);
    assertThat(imported.complete()).isTrue();
    Path again = directory.resolve("again.jsonl");
    original = target;
    export(TOY, again);
    assertThat(Files.mismatch(file, again)).isEqualTo(-1);
  }

  @Test
  void eventsOfUnknownFamiliesComeBackWithTheirFileContents() throws IOException {
    record(7, 300, true);
    export(List.of(), file);

    JsonlImport.read(file, header -> List.of(), target);

    LogFiles.assertSame(original, target);
    try (LogCursor cursor = ChronicleReader.open(target, TOY).cursor();
        LogCursor expected = ChronicleReader.open(original, TOY).cursor()) {
      assertThat(ToyRun.steps(cursor)).isEqualTo(ToyRun.steps(expected));
      assertThat(cursor.ending().kind()).isEqualTo(LogEnding.Kind.COMPLETE);
    }
  }

  @Test
  void fileContentsOfEventsThatFailedLeaveNoTrace() throws IOException {
    ToyOwner owner = new ToyOwner();
    try (ChronicleLog log =
        ChronicleLog.create(owner.space(), original, TOY, new LinkedHashMap<>())) {
      new ToyRun(3).write(log, owner, 50);
      log.beginStep(0, 0, 0);
      assertThatThrownBy(() -> log.append(new Failing(), new ToyRun(1).blobWritten()))
          .isInstanceOf(IllegalStateException.class);
      log.append(owner, new Toy.Ticked());
      log.endStep();
      new ToyRun(4).write(log, owner, 100);
      log.beginStep(0, 0, 0);
      assertThatThrownBy(() -> log.append(new Failing(), new ToyRun(2).blobWritten()))
          .isInstanceOf(IllegalStateException.class);
      log.endStep();
      log.end(new LinkedHashMap<>());
    }
    export(TOY, file);

    JsonlImport.read(file, header -> TOY, target);

    LogFiles.assertSame(original, target);
  }

  @Test
  void aTornLogStaysTorn() throws IOException {
    record(1, 100, false);
    export(TOY, file);

    JsonlImport.Imported imported = JsonlImport.read(file, header -> TOY, target);

    assertThat(imported.complete()).isFalse();
    try (LogCursor cursor = ChronicleReader.open(target, TOY).cursor()) {
      assertThat(ToyRun.steps(cursor)).hasSize((int) imported.steps());
      assertThat(cursor.ending().kind()).isEqualTo(LogEnding.Kind.TORN);
      assertThat(cursor.ending().lastEvent()).isEqualTo(imported.events());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 | {"log"                 | {"lag"                | lag is not known here
          1 | "format":1             | "format":2            | the log has format 2; this program
          1 | "version":3            | "version":"x"         | log.families[0].version is not a whole number: "x"
          3 | "n":2                  | "n":3                 | n is 3 where 2 should be
          3 | "step":2               | "step":4              | step is 4 where 1 or 2 should be
          3 | "time":100             | "time":1e2            | time is not a whole number
          3 | "family":"toy"         | "family":"tay"        | the first line has no family "tay"
          3 | "event":"NumberPut"    | "event":"NumberPit"   | the family toy has no event "NumberPit"
          3 | "slot":2               | "slot":null           | fields.slot is no int: null
          3 | "slot":2               | "slat":2              | fields.slat is not known here
          3 | "slot":2               | "slot":4294967296     | fields.slot is no int: 4294967296
          3 | "digest":"             | "digest":"0           | digest is not 16 hex digits
          4 | "mood":"GRIM"          | "mood":"GREEN"        | fields.mood is no Mood: "GREEN"
          5 | "is":"Dot"             | "is":"Dat"            | fields.shape.is is no Shape: "Dat"
          6 | "literal":"0102"       | "literal":"010"       | fields.content.literal is not hex digits
          7 | "length":4096          | "length":-1           | fields.content.length is not between 0 and
          8 | {"step"                | {"stop"               | stop is not known here
          7 | "task":1               | "task":2              | task, time or cause are others
          10 | "state"               | "stote"               | end.stote is not known here
          10 | "hash":"              | "hash":"g             | end.hash is not 16 hex digits
          10 | "events":7            | "events":6            | the end counts 6 events in 6 steps, above are 7 in 6
          10 | "a":"b"               | "a":"c"               | the check is another
          4 | "loud":true            | "loud":false          | the hash is another
          3 | {"n"                   | x{"n"                 | not JSON: Unrecognized token
          3 | {"n":2                 | {"n":2,"n":2          | not JSON: Duplicate field 'n'
          3 | {"n":2                 | {"n":2,"m":2          | m is not known here
          """)
  void saysWhatIsWrongInWhichLine(int line, String was, String is, String message)
      throws IOException {
    writeSample();
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    assertThat(lines.get(line - 1)).contains(was);
    lines.set(line - 1, lines.get(line - 1).replace(was, is));
    Files.write(file, lines);

    int named = message.startsWith("the hash") ? 10 : line;
    assertRefused(file + ":" + named + ": ", message);
  }

  @Test
  void aFileThatWasCutIsRefused() throws IOException {
    writeSample();
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length - 1; length += 53) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertRefused(file + ":", "");
    }
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    assertThat(JsonlImport.read(file, header -> TOY, target).events()).isEqualTo(7);
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    Files.write(file, new byte[0]);
    assertRefused(file + ":1: ", "the file is empty");
    Files.write(file, new byte[] {(byte) 0xFF, 0, 1, '\n', 2});
    assertRefused(file + ":1: ", "not JSON");
    Files.writeString(file, "[".repeat(100_000));
    assertRefused(file + ":1: ", "not a JSON object");
    Files.writeString(file, "{\"log\":".repeat(100_000));
    assertRefused(file + ":1: ", "not JSON");
    Path missing = directory.resolve("missing.jsonl");
    assertThatThrownBy(() -> JsonlImport.read(missing, header -> TOY, target))
        .isInstanceOf(BadInputException.class)
        .hasMessage("cannot read " + missing + ": NoSuchFile " + missing);
  }

  @Test
  void anotherVersionOfAFamilyIsNamed() throws IOException {
    writeSample();
    EventFamily<Toy> newer = EventFamily.of("toy", 4, Toy.class);
    assertThatThrownBy(() -> JsonlImport.read(file, header -> List.of(newer), target))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            file + ":2: events toy of version 3 are not known here, this program has version 4");
    assertThatThrownBy(() -> JsonlImport.read(file, header -> List.of(), target))
        .hasMessage(
            file + ":2: events toy of version 3 are not known here, their plug-in is missing");
  }

  @Test
  void whatStandsAtTheTargetStays() throws IOException {
    writeSample();
    Files.createDirectories(target);
    JsonlImport.read(file, header -> TOY, target);
    assertThatThrownBy(() -> JsonlImport.read(file, header -> TOY, target))
        .isInstanceOf(BadInputException.class)
        .hasMessage("there is " + target + " already: give another directory");
    assertThatThrownBy(() -> JsonlImport.read(file, header -> TOY, file.resolve("below")))
        .isInstanceOf(BadInputException.class);
    assertThat(Files.isRegularFile(file)).isTrue();
  }

  @Test
  void aChangedFileIsRefusedOrMeansTheSame() throws IOException {
    record(5, 60, true);
    export(TOY, file);
    byte[] whole = Files.readAllBytes(file);
    int harmless = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      Random random = new Random(SEED + i);
      byte[] changed = whole.clone();
      changed[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, changed);
      try {
        JsonlImport.read(file, header -> TOY, target);
        LogFiles.assertSame(original, target);
        harmless++;
        LogFiles.delete(target);
      } catch (BadInputException e) {
        assertThat(e.getMessage()).startsWith(file + ":").doesNotContain("\n");
        assertNothingIsLeft();
      }
    }
    assertThat(harmless).as("seed %d", SEED).isLessThan(MUTATIONS / 20);
  }

  private void assertRefused(String start, String message) throws IOException {
    assertThatThrownBy(() -> JsonlImport.read(file, header -> TOY, target))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(start)
        .hasMessageContaining(message)
        .message()
        .doesNotContain("\n");
    assertNothingIsLeft();
  }

  private void assertNothingIsLeft() throws IOException {
    Path parent = Objects.requireNonNull(target.getParent());
    if (Files.exists(parent)) {
      try (Stream<Path> entries = Files.list(parent)) {
        assertThat(entries).isEmpty();
      }
    }
  }

  private void record(long seed, int steps, boolean ended) {
    SequencedMap<String, String> properties = new LinkedHashMap<>();
    properties.put("task.1", "grüße \n \"x\"");
    properties.put("", "");
    ToyOwner owner = new ToyOwner();
    try (ChronicleLog log = ChronicleLog.create(owner.space(), original, TOY, properties)) {
      new ToyRun(seed).write(log, owner, steps);
      if (ended) {
        log.end(properties);
      }
    }
  }

  private void export(List<EventFamily<?>> families, Path to) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonlExport.write(ChronicleReader.open(original, families), families, out);
    Files.write(to, out.toByteArray());
  }

  private void writeSample() throws IOException {
    ToyOwner owner = new ToyOwner();
    try (ChronicleLog log =
        ChronicleLog.create(owner.space(), original, TOY, new LinkedHashMap<>())) {
      Sample.write(log, owner);
    }
    export(TOY, file);
    assertThat(Files.readString(file, StandardCharsets.UTF_8).lines()).hasSize(10);
  }
}
