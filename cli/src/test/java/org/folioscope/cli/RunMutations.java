package org.folioscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.folioscope.cli.setup.Session;
import org.folioscope.eventlog.chronicle.LogMutations;
import org.folioscope.eventlog.chronicle.Mutation;
import org.folioscope.eventlog.chronicle.ScratchFiles;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.scenarios.kept.KeptLog;

/**
 * Damages copies of a run directory in random ways and checks what the verbs say. Each answer is
 * one of these: that of the undamaged run; the beginning of the run, with the digest that it had
 * there, and one line that says why there is no more; one line that says why there is nothing. No
 * file is changed, and nobody sees an exception. Which mutations come depends on the seed alone.
 */
final class RunMutations {

  /**
   * How often the run was read as what.
   *
   * @param unchanged as if nothing had happened
   * @param torn up to an event before its end
   * @param refused not at all
   * @param slowest the longest time that one mutation took, in milliseconds
   */
  record Tally(int unchanged, int torn, int refused, long slowest) {}

  private static final int NANOS = 1_000_000;
  private static final Mutation[] MUTATIONS = Mutation.values();

  private final Path pristine;
  private final SortedMap<String, byte[]> files = new TreeMap<>();
  private final SortedMap<Long, String> digests = new TreeMap<>();
  private final ScratchFiles scratch;
  private final JsonNode replayed;
  private final List<String> text;
  private final List<String> jsonl;
  private final String queue;
  private final List<Mutation.Span> documents;
  private final int used;
  private int unchanged;
  private int torn;
  private int refused;

  /**
   * Reads the run that is to be damaged.
   *
   * @param scratch a directory for the damaged copy
   */
  RunMutations(Path run, Path scratch) throws IOException {
    this.pristine = run;
    this.scratch = new ScratchFiles(scratch);
    try (Stream<Path> all = Files.walk(run)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(run.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    queue = files.keySet().stream().filter(name -> name.endsWith(".cq4")).findFirst().orElseThrow();
    documents = LogMutations.documents(run.resolve("log"));
    used = documents.getLast().to();
    KeptLog log = KeptLog.open(run, new Session()::configuration);
    try (LogCursor cursor = log.cursor()) {
      for (LoggedStep step = cursor.next(); step != null; step = cursor.next()) {
        step.events().forEach(event -> digests.put(event.number(), hex(event.digest())));
      }
    }
    replayed = Ran.command("replay", run, "--json").exits(0).json();
    text = lines(Ran.command("export", run, "--marks").exits(0).out());
    jsonl = lines(Ran.command("export", run, "--format", "jsonl").exits(0).out());
    assertThat(replayed.get("digest").asText()).isEqualTo(digests.get(digests.lastKey()));
  }

  /** Checks {@code count} random mutations, one after the other. */
  Tally run(int count, long seed) throws IOException {
    long slowest = 0;
    for (int i = 0; i < count; i++) {
      SortedMap<String, byte[]> damaged = new TreeMap<>(files);
      Random random = new Random(seed + i);
      String what = "seed " + (seed + i) + ": " + mutate(damaged, random);
      long begin = System.nanoTime();
      try {
        scratch.put(damaged);
        check(random);
        scratch.requireUnchanged(what);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError(what, e);
      }
      slowest = Math.max(slowest, System.nanoTime() - begin);
    }
    return new Tally(unchanged, torn, refused, slowest / NANOS);
  }

  private void check(Random random) {
    long events = replay();
    switch (random.nextInt(8)) {
      case 0 -> export(events, text, "--marks");
      case 1 -> export(events, jsonl, "--format", "jsonl");
      case 2 -> diff(events);
      case 3 -> jump(events, random);
      default -> {
        // the replay alone
      }
    }
  }

  /** Replays; gives how many events there were, -1 if it was refused. */
  private long replay() {
    Ran ran = Ran.command("replay", scratch.directory(), "--json");
    if (ran.status() == 2 && ran.out().isEmpty()) {
      ran.refuses("log");
      refused++;
      return -1;
    }
    JsonNode json = ran.json();
    long events = json.get("events").asLong();
    assertThat(json.get("faithful").asBoolean()).as("faithful").isTrue();
    if (ran.status() == 0) {
      assertThat(json).isEqualTo(replayed);
      unchanged++;
      return events;
    }
    ran.exits(2);
    requireOneLine(ran);
    assertThat(json.get("truncated").asBoolean()).as("truncated").isTrue();
    assertThat(events).isLessThanOrEqualTo(digests.lastKey());
    if (events > 0) {
      assertThat(json.get("digest").asText()).as("digest").isEqualTo(digests.get(events));
    }
    torn++;
    return events;
  }

  /**
   * What is exported is the beginning of what the undamaged run gives, apart from the last line.
   */
  private void export(long events, List<String> whole, String... options) {
    Object[] arguments =
        Stream.concat(Stream.of("export", scratch.directory()), Stream.of(options)).toArray();
    Ran ran = Ran.command(arguments);
    if (events < 0) {
      ran.exits(2);
      assertThat(ran.err()).isNotBlank();
      return;
    }
    List<String> lines = lines(ran.out());
    if (ran.status() == 0) {
      assertThat(lines).isEqualTo(whole);
      return;
    }
    ran.exits(2);
    requireOneLine(ran);
    List<String> told = lines.subList(0, Math.max(0, lines.size() - 1));
    assertThat(whole.subList(0, told.size())).isEqualTo(told);
  }

  private void diff(long events) {
    Ran ran = Ran.command("diff", pristine, scratch.directory(), "--json");
    if (events < 0) {
      ran.refuses("log");
      return;
    }
    boolean whole = !ran.json().get("truncated").asBoolean();
    ran.exits(whole ? 0 : 2);
    if (whole) {
      assertThat(ran.json().get("equal").asBoolean()).as("equal").isTrue();
    } else {
      requireOneLine(ran);
    }
  }

  /** The state at an event that is there is the one it was; one that is not there is refused. */
  private void jump(long events, Random random) {
    long at = 1 + random.nextInt(Math.toIntExact(digests.lastKey()));
    Ran ran = Ran.command("replay", scratch.directory(), "--at", at, "--json");
    if (at > events) {
      ran.exits(2);
      assertThat(ran.out()).isEmpty();
    } else {
      assertThat(ran.json().get("digest").asText()).as("digest").isEqualTo(digests.get(at));
    }
  }

  /** With --json the text for people goes the same way. */
  private static void requireOneLine(Ran ran) {
    assertThat(ran.err().lines().filter(line -> line.startsWith("folioscope: "))).hasSize(1);
  }

  /** Mostly the queue's file, where something is written; sometimes another one, or several. */
  private String mutate(SortedMap<String, byte[]> damaged, Random random) {
    StringBuilder what = new StringBuilder();
    List<String> names = new ArrayList<>(files.keySet());
    int times = random.nextInt(4) == 0 ? 2 : 1;
    for (int i = 0; i < times; i++) {
      String name = random.nextInt(4) == 0 ? names.get(random.nextInt(names.size())) : queue;
      byte[] bytes = damaged.get(name);
      if (bytes == null || bytes.length == 0 || random.nextInt(200) == 0) {
        damaged.remove(name);
        what.append(name).append(" removed ");
        continue;
      }
      // Most damage goes where something is written, some into what lies behind.
      boolean aimed = bytes == files.get(queue) && random.nextInt(20) > 0;
      Mutation mutation = MUTATIONS[random.nextInt(MUTATIONS.length)];
      damaged.put(
          name,
          mutation.apply(
              bytes, aimed ? used : bytes.length, aimed ? documents : List.of(), random));
      what.append(name).append(' ').append(mutation).append(' ');
    }
    return what.toString();
  }

  private static List<String> lines(String out) {
    return out.lines().toList();
  }

  private static String hex(long digest) {
    return "%016x".formatted(digest);
  }
}
