package org.folioscope.eventlog.chronicle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.log.LogEnding;
import org.folioscope.eventlog.replay.Replay;
import org.folioscope.eventlog.toy.Toy;
import org.folioscope.eventlog.toy.ToyOwner;
import org.folioscope.eventlog.toy.ToyRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DamagedLogTest {

  private static final int STEPS = 60;
  private static final long SEED = 1;

  @TempDir private Path directory;
  private Path log;
  private LogMutations mutations;

  @BeforeEach
  void writeLog() throws IOException {
    log = directory.resolve("log");
    write(log, true);
    mutations = mutations(log);
  }

  @Test
  void anyByteOfAStepIsProtected() throws IOException {
    Random random = new Random(SEED);
    try (QueueFile file = QueueFile.open(log)) {
      long events = 0;
      file.next();
      for (int document = 1; document < STEPS / 2; document++) {
        file.next();
        int end = (int) file.position();
        int length = file.end() - file.start();
        int start = (end - length) & -Integer.BYTES;
        SortedMap<String, byte[]> files = mutations.files();
        byte[] queue = mutations.queue();
        queue[start + random.nextInt(length)] ^= (byte) (1 << random.nextInt(8));
        files.put(mutations.queueName(), queue);

        LogEnding ending = mutations.ending(files, "document " + document);

        assertThat(ending.kind()).isEqualTo(LogEnding.Kind.DAMAGED);
        assertThat(ending.lastEvent()).isGreaterThanOrEqualTo(events);
        events = ending.lastEvent();
      }
    }
  }

  @Test
  void aLogWithoutEndRecordIsTorn() throws IOException {
    Path torn = directory.resolve("torn");
    long events = write(torn, false);
    LogMutations tornLog = mutations(torn);

    LogEnding ending = tornLog.ending(tornLog.files(), "untouched");

    assertThat(ending.kind()).isEqualTo(LogEnding.Kind.TORN);
    assertThat(ending.message()).startsWith("torn after event " + events + ":");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 0x80000000})
  void aDocumentThatWasNotFinishedIsTorn(int header) throws IOException {
    Path torn = directory.resolve("open");
    long events = write(torn, false);
    LogMutations openLog = mutations(torn);
    SortedMap<String, byte[]> files = openLog.files();
    byte[] queue = openLog.queue();
    int at = (openLog.used() + 3) & -Integer.BYTES;
    ByteBuffer.wrap(queue)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(at, header)
        .putInt(at + 4, 17)
        .putInt(at + 8, 5);
    files.put(openLog.queueName(), queue);

    LogEnding ending = openLog.ending(files, "open document");

    assertThat(ending.kind()).isEqualTo(LogEnding.Kind.TORN);
    assertThat(ending.message())
        .isEqualTo(
            "torn after event " + events + ": its writer was stopped in the middle of a step");
  }

  @Test
  void aHeaderThatIsGoneWhereDocumentsFollowIsDamage() throws IOException {
    try (QueueFile file = QueueFile.open(log)) {
      for (int document = 0; document < 4; document++) {
        file.next();
      }
      SortedMap<String, byte[]> files = mutations.files();
      byte[] queue = mutations.queue();
      ByteBuffer.wrap(queue).putInt((int) file.position(), 0);
      files.put(mutations.queueName(), queue);

      assertThat(mutations.ending(files, "no header").kind()).isEqualTo(LogEnding.Kind.DAMAGED);
    }
  }

  @Test
  void aCutFileIsCut() throws IOException {
    SortedMap<String, byte[]> files = mutations.files();
    files.put(mutations.queueName(), Arrays.copyOf(mutations.queue(), mutations.used() - 100));
    assertThat(mutations.ending(files, "cut").kind()).isEqualTo(LogEnding.Kind.CUT);
  }

  @Test
  void theReaderNeedsTheQueueFileOnly() throws IOException {
    SortedMap<String, byte[]> files = mutations.files();
    files.remove("metadata.cq4t");
    assertThat(mutations.ending(files, "no table").kind()).isEqualTo(LogEnding.Kind.COMPLETE);
    files.remove(ContentFile.NAME);
    LogEnding ending = mutations.ending(files, "no contents");
    assertThat(ending.kind()).isEqualTo(LogEnding.Kind.DAMAGED);
    assertThat(ending.message()).contains("content.bin is missing");
  }

  @Test
  void aFileThatIsCutAnywhereGivesItsFirstSteps() throws IOException {
    SortedMap<String, byte[]> files = mutations.files();
    long last = 0;
    for (int length = 0; length <= mutations.used(); length += length < 1_000 ? 1 : 97) {
      files.put(mutations.queueName(), Arrays.copyOf(mutations.queue(), length));
      Optional<LogEnding> ending = mutations.check(files, "cut at " + length);
      long events = ending.map(LogEnding::lastEvent).orElse(0L);
      assertThat(events).isGreaterThanOrEqualTo(last);
      last = events;
    }
  }

  @Test
  void anyByteOfTheEndRecordIsProtected() throws IOException {
    int end = mutations.used();
    int harmless = 0;
    for (int back = 1; back < 40; back++) {
      SortedMap<String, byte[]> files = mutations.files();
      byte[] queue = mutations.queue();
      queue[end - back] ^= 1;
      files.put(mutations.queueName(), queue);
      LogEnding ending = mutations.ending(files, "end record, byte " + back + " from its end");
      harmless += ending.kind() == LogEnding.Kind.COMPLETE ? 1 : 0;
    }
    assertThat(harmless).as("bytes that fill the last word up").isLessThan(Integer.BYTES);
  }

  @Test
  void fileContentsThatAreCutOrOtherEndTheLogBeforeTheirEvent() throws IOException {
    byte[] contents = Objects.requireNonNull(mutations.files().get(ContentFile.NAME));
    long last = 0;
    for (int length = 0; length < contents.length; length += 61) {
      SortedMap<String, byte[]> files = mutations.files();
      files.put(ContentFile.NAME, Arrays.copyOf(contents, length));
      LogEnding ending = mutations.ending(files, ContentFile.NAME + " cut at " + length);
      assertThat(ending.kind()).isEqualTo(LogEnding.Kind.DAMAGED);
      assertThat(ending.message()).contains(ContentFile.NAME);
      assertThat(ending.lastEvent()).isGreaterThanOrEqualTo(last);
      last = ending.lastEvent();

      byte[] flipped = contents.clone();
      flipped[length] ^= 4;
      files.put(ContentFile.NAME, flipped);
      assertThat(mutations.ending(files, ContentFile.NAME + " flipped").kind())
          .isEqualTo(LogEnding.Kind.DAMAGED);
    }
  }

  @Test
  void aNewerFormatIsRefused() throws IOException {
    Path file = log.resolve(mutations.queueName());
    byte[] queue = Files.readAllBytes(file);
    try (QueueFile documents = QueueFile.open(log)) {
      documents.next();
      int length = documents.end() - documents.start();
      int start = (int) ((documents.position() - length) & -Integer.BYTES);
      ByteBuffer.wrap(queue)
          .order(ByteOrder.LITTLE_ENDIAN)
          .putInt(start + Frame.BEFORE + 1 + Long.BYTES, 2);
      new Frame().seal(queue, start, start + length, 0);
    }
    Files.write(file, queue);
    assertRefused(log, "has format 2; this program reads format 1");
  }

  @Test
  void whatIsNoLogIsRefused() throws IOException {
    assertRefused(directory.resolve("nowhere"), "no such directory");
    assertRefused(
        Files.createDirectory(directory.resolve("empty")), "is not a log: there is no *.cq4 file");
    Path noise = Files.createDirectory(directory.resolve("noise"));
    Files.writeString(noise.resolve("19700101F.cq4"), "noise ".repeat(100));
    assertRefused(noise, "first header is not readable");
    Path other = directory.resolve("other");
    try (ChronicleQueue queue =
        SingleChronicleQueueBuilder.binary(other.toFile())
            .timeProvider(() -> 0)
            .blockSize(64 << 10)
            .build()) {
      queue.createAppender().writeText("something else that is long enough to be looked at");
    }
    assertRefused(other, "the queue is of another program");
  }

  @Test
  void theLibrarysOwnReaderSeesTheSameDocuments() {
    try (ChronicleQueue queue =
            SingleChronicleQueueBuilder.binary(log.toFile())
                .rollCycle(RollCycles.FAST_DAILY)
                .timeProvider(() -> 0)
                .readOnly(true)
                .build();
        QueueFile file = QueueFile.open(log)) {
      ExcerptTailer tailer = queue.createTailer();
      while (true) {
        try (DocumentContext document = tailer.readingDocument()) {
          assertThat(file.next()).isEqualTo(document.isPresent());
          if (!document.isPresent()) {
            break;
          }
          assertThat(Arrays.copyOfRange(file.array(), file.start(), file.end()))
              .isEqualTo(document.wire().bytes().toByteArray());
        }
      }
    }
  }

  private LogMutations mutations(Path of) throws IOException {
    return new LogMutations(
        of,
        List.of(Toy.FAMILY),
        () -> {
          ToyOwner owner = new ToyOwner();
          return new Replay(owner.space(), List.of(owner));
        },
        directory.resolve("scratch"));
  }

  private static void assertRefused(Path path, String message) {
    assertThatThrownBy(() -> ChronicleReader.open(path, List.of(Toy.FAMILY)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message)
        .hasMessageContaining(path.toString());
  }

  private static long write(Path path, boolean ended) {
    ToyOwner owner = new ToyOwner();
    try (ChronicleLog log =
        ChronicleLog.create(owner.space(), path, List.of(Toy.FAMILY), new LinkedHashMap<>())) {
      new ToyRun(11).write(log, owner, STEPS / 2);
      byte[] bytes = new byte[Content.SECTOR];
      for (int i = 0; i < 10; i++) {
        bytes[i] = 1;
        log.beginStep(1, 0, 0);
        log.append(owner, new Toy.Written(i, Content.of(bytes)));
        log.endStep();
      }
      new ToyRun(12).write(log, owner, STEPS / 2);
      if (ended) {
        log.end(new LinkedHashMap<>());
      }
      return log.events();
    }
  }
}
