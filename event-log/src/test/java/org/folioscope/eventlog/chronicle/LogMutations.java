package org.folioscope.eventlog.chronicle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.LogEnding;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.eventlog.toy.ToyRun;
import org.jspecify.annotations.Nullable;

/**
 * Damages copies of a log in random ways and checks what the reader makes of them: it gives the
 * first steps as they were written, or none; it says clearly why there are no more; it says
 * "complete" only if all are there; and it leaves every file as it was. Which mutations come
 * depends on the seed alone, so that a failure can be repeated.
 */
public final class LogMutations {

  /**
   * How often the reader said what.
   *
   * @param endings by kind
   * @param refused how many could not be opened at all
   */
  public record Tally(SortedMap<LogEnding.Kind, Integer> endings, int refused) {}

  private final List<EventFamily<?>> families;
  private final SortedMap<String, byte[]> pristine = new TreeMap<>();
  private final List<LoggedStep> steps;
  private final int used;
  private final Path scratch;

  /**
   * Reads the whole log that is to be damaged.
   *
   * @param scratch a directory for the damaged copy
   */
  public LogMutations(Path log, List<EventFamily<?>> families, Path scratch) throws IOException {
    this.families = families;
    this.scratch = Files.createDirectories(scratch);
    try (var files = Files.list(log)) {
      for (Path file : files.toList()) {
        pristine.put(String.valueOf(file.getFileName()), Files.readAllBytes(file));
      }
    }
    try (LogCursor cursor = ChronicleReader.open(log, families).cursor()) {
      steps = ToyRun.steps(cursor);
    }
    byte[] queue = queue();
    int last = queue.length;
    while (last > 0 && queue[last - 1] == 0) {
      last--;
    }
    used = last;
  }

  /** Checks {@code count} random mutations, one after the other. */
  public Tally run(int count, long seed) throws IOException {
    SortedMap<LogEnding.Kind, Integer> endings = new TreeMap<>();
    int refused = 0;
    for (int i = 0; i < count; i++) {
      SortedMap<String, byte[]> files = new TreeMap<>(pristine);
      String what = mutate(files, new Random(seed + i));
      Optional<LogEnding> ending = check(files, "seed " + (seed + i) + ": " + what);
      ending.ifPresent(found -> endings.merge(found.kind(), 1, Integer::sum));
      refused += ending.isEmpty() ? 1 : 0;
    }
    return new Tally(endings, refused);
  }

  /**
   * Writes the files into the scratch directory, reads them as a log, and gives the ending, unless
   * it could not be opened.
   */
  Optional<LogEnding> check(SortedMap<String, byte[]> files, String what) throws IOException {
    write(files);
    List<LoggedStep> read = new ArrayList<>();
    @Nullable LogEnding ending = null;
    try (LogCursor cursor = ChronicleReader.open(scratch, families).cursor()) {
      read = ToyRun.steps(cursor);
      ending = cursor.ending();
      assertThat(cursor.next()).as(what).isNull();
    } catch (BadInputException e) {
      assertThat(e.getMessage()).as(what).contains(scratch.toString()).doesNotContain("\n");
    }
    assertThat(read).as(what).isEqualTo(steps.subList(0, Math.min(read.size(), steps.size())));
    if (ending != null) {
      long lastEvent = read.isEmpty() ? 0 : read.getLast().events().getLast().number();
      assertThat(ending.lastEvent()).as(what).isEqualTo(lastEvent);
      assertThat(ending.message()).as(what).doesNotContain("\n").isNotBlank();
      assertThat(ending.kind() == LogEnding.Kind.COMPLETE).as(what).isEqualTo(ending.end() != null);
      if (ending.kind() == LogEnding.Kind.COMPLETE) {
        assertThat(read).as(what).isEqualTo(steps);
      }
    }
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      assertThat(Files.readAllBytes(scratch.resolve(file.getKey())))
          .as(what)
          .isEqualTo(file.getValue());
    }
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
    return copy(queueName());
  }

  private byte[] copy(String name) {
    return Objects.requireNonNull(pristine.get(name)).clone();
  }

  private String mutate(SortedMap<String, byte[]> files, Random random) {
    String name = queueName();
    byte[] bytes = copy(name);
    int limit = used;
    if (random.nextInt(10) == 0 && files.containsKey(ContentFile.NAME)) {
      name = ContentFile.NAME;
      bytes = copy(name);
      limit = bytes.length;
    }
    int at = random.nextInt(limit);
    int length = Math.min(limit - at, 1 + random.nextInt(64));
    String what;
    switch (random.nextInt(6)) {
      case 0 -> {
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        what = "bit flipped at " + at;
      }
      case 1 -> {
        bytes[at] = (byte) random.nextInt();
        what = "byte replaced at " + at;
      }
      case 2 -> {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        System.arraycopy(noise, 0, bytes, at, length);
        what = length + " bytes of noise at " + at;
      }
      case 3 -> {
        Arrays.fill(bytes, at, at + length, (byte) 0);
        what = length + " zeros at " + at;
      }
      case 4 -> {
        bytes = Arrays.copyOf(bytes, at);
        what = "cut at " + at;
      }
      default -> {
        int from = random.nextInt(limit - length + 1) & -Integer.BYTES;
        System.arraycopy(bytes, from, bytes, at & -Integer.BYTES, length);
        what = length + " bytes copied from " + from + " to " + at;
      }
    }
    files.put(name, bytes);
    return name + ", " + what;
  }

  private void write(SortedMap<String, byte[]> files) throws IOException {
    try (var old = Files.list(scratch)) {
      for (Path file : old.toList()) {
        Files.delete(file);
      }
    }
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(scratch.resolve(file.getKey()), file.getValue());
    }
  }
}
