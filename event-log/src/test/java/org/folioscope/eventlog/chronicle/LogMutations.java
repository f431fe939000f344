package org.folioscope.eventlog.chronicle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.LogEnd;
import org.folioscope.eventlog.log.LogEnding;
import org.folioscope.eventlog.log.LogHeader;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.eventlog.replay.Replay;
import org.jspecify.annotations.Nullable;

/**
 * Damages copies of a log in random ways and checks what the reader makes of them: it gives the
 * first steps as they were written, or none; it says clearly why there are no more; it says
 * "complete" only if all are there, with the header and the end record as they were written; a fold
 * of what it gives comes to the recorded digest; and it leaves every file as it was. Which
 * mutations come depends on the seed alone, so that a failure can be repeated.
 */
public final class LogMutations {

  /**
   * How often the reader said what.
   *
   * @param endings by kind
   * @param refused how many could not be opened at all
   * @param slowest the longest time that one took, in milliseconds
   */
  public record Tally(SortedMap<LogEnding.Kind, Integer> endings, int refused, long slowest) {}

  private static final int NANOS = 1_000_000;
  private static final int MOST_AT_ONCE = 3;
  private static final Mutation[] MUTATIONS = Mutation.values();

  private final List<EventFamily<?>> families;
  private final Supplier<Replay> replay;
  private final SortedMap<String, byte[]> pristine = new TreeMap<>();
  private final List<Mutation.Span> documents;
  private final List<LoggedStep> steps = new ArrayList<>();
  private final LogHeader header;
  private final @Nullable LogEnd end;
  private final ScratchFiles scratch;
  private final int used;

  /**
   * Reads the whole log that is to be damaged.
   *
   * @param replay folds from an empty state
   * @param scratch a directory for the damaged copy
   */
  public LogMutations(
      Path log, List<EventFamily<?>> families, Supplier<Replay> replay, Path scratch)
      throws IOException {
    this.families = families;
    this.replay = replay;
    this.scratch = new ScratchFiles(scratch);
    try (var files = Files.list(log)) {
      for (Path file : files.toList()) {
        pristine.put(String.valueOf(file.getFileName()), Files.readAllBytes(file));
      }
    }
    ChronicleReader reader = ChronicleReader.open(log, families);
    header = reader.header();
    try (LogCursor cursor = reader.cursor()) {
      for (LoggedStep step = cursor.next(); step != null; step = cursor.next()) {
        steps.add(step);
      }
      end = cursor.ending().end();
    }
    documents = documents(log);
    used = documents.getLast().to();
  }

  /** Where the documents of an undamaged log are in the file of its queue. */
  public static List<Mutation.Span> documents(Path log) {
    List<Mutation.Span> documents = new ArrayList<>();
    try (QueueFile file = QueueFile.open(log)) {
      while (file.next()) {
        int to = (int) file.position();
        int length = file.end() - file.start();
        documents.add(new Mutation.Span(((to - length) & -Integer.BYTES) - Integer.BYTES, to));
      }
    }
    return documents;
  }

  /** Checks {@code count} random mutations, one after the other. */
  public Tally run(int count, long seed) throws IOException {
    SortedMap<LogEnding.Kind, Integer> endings = new TreeMap<>();
    int refused = 0;
    long slowest = 0;
    for (int i = 0; i < count; i++) {
      SortedMap<String, byte[]> files = new TreeMap<>(pristine);
      String what = "seed " + (seed + i) + ": " + mutate(files, new Random(seed + i));
      long begin = System.nanoTime();
      Optional<LogEnding> ending = check(files, what);
      slowest = Math.max(slowest, System.nanoTime() - begin);
      ending.ifPresent(found -> endings.merge(found.kind(), 1, Integer::sum));
      refused += ending.isEmpty() ? 1 : 0;
    }
    return new Tally(endings, refused, slowest / NANOS);
  }

  /**
   * Writes the files into the scratch directory, reads them as a log, and gives the ending, unless
   * it could not be opened.
   */
  Optional<LogEnding> check(SortedMap<String, byte[]> files, String what) throws IOException {
    scratch.put(files);
    @Nullable LogEnding ending = null;
    try {
      ChronicleReader reader = ChronicleReader.open(scratch.directory(), families);
      assertThat(reader.header()).as(what).isEqualTo(header);
      ending = fold(reader, what);
    } catch (BadInputException e) {
      assertThat(e.getMessage())
          .as(what)
          .contains(scratch.directory().toString())
          .doesNotContain("\n");
    } catch (RuntimeException e) {
      throw new AssertionError(what, e);
    }
    scratch.requireUnchanged(what);
    return Optional.ofNullable(ending);
  }

  /** The same for a log that can be opened. */
  LogEnding ending(SortedMap<String, byte[]> files, String what) throws IOException {
    return check(files, what).orElseThrow();
  }

  /** The undamaged files by name. */
  SortedMap<String, byte[]> files() {
    return new TreeMap<>(pristine);
  }

  /** The name of the queue's file. */
  String queueName() {
    return pristine.keySet().stream()
        .filter(name -> name.endsWith(QueueFile.SUFFIX))
        .findFirst()
        .orElseThrow();
  }

  /** How many bytes of the queue's file come before the zeros at its end. */
  int used() {
    return used;
  }

  /** A copy of the bytes of the queue's file. */
  byte[] queue() {
    return Objects.requireNonNull(pristine.get(queueName())).clone();
  }

  private LogEnding fold(ChronicleReader reader, String what) {
    try (CheckedCursor cursor = new CheckedCursor(reader.cursor(), steps, what)) {
      Replay.Result result = replay.get().fold(reader.header(), cursor, Replay.ALL);
      LogEnding ending = Objects.requireNonNull(result.ending());
      assertThat(result.isFaithful()).as(what).isTrue();
      assertThat(result.digest()).as(what).isEqualTo(cursor.digest());
      assertThat(result.events()).as(what).isEqualTo(cursor.events());
      assertThat(ending.lastEvent()).as(what).isEqualTo(cursor.events());
      assertThat(ending.message()).as(what).doesNotContain("\n").isNotBlank();
      if (ending.kind() == LogEnding.Kind.COMPLETE) {
        assertThat(cursor.steps()).as(what).isEqualTo(steps.size());
        assertThat(ending.end()).as(what).isNotNull().isEqualTo(end);
      } else {
        assertThat(ending.end()).as(what).isNull();
        assertThat(cursor.next() == null || ending.kind() == LogEnding.Kind.TORN).as(what).isTrue();
      }
      return ending;
    }
  }

  private String mutate(SortedMap<String, byte[]> files, Random random) {
    StringBuilder what = new StringBuilder();
    int times = random.nextInt(4) == 0 ? 1 + random.nextInt(MOST_AT_ONCE) : 1;
    for (int i = 0; i < times; i++) {
      String name = pick(random);
      byte[] bytes = files.get(name);
      if (bytes == null || bytes.length == 0 || random.nextInt(500) == 0) {
        files.remove(name);
        what.append(name).append(" removed ");
        continue;
      }
      boolean queue = bytes == pristine.get(queueName());
      // Most damage goes where something is written, some into what lies behind.
      int limit = queue && random.nextInt(20) > 0 ? used : bytes.length;
      Mutation mutation = MUTATIONS[random.nextInt(MUTATIONS.length)];
      boolean aimed = queue && limit == used;
      files.put(name, mutation.apply(bytes, limit, aimed ? documents : List.of(), random));
      what.append(name).append(' ').append(mutation).append(' ');
    }
    return what.toString();
  }

  private String pick(Random random) {
    List<String> names = List.copyOf(pristine.keySet());
    return random.nextInt(8) == 0 ? names.get(random.nextInt(names.size())) : queueName();
  }
}
