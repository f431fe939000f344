package org.folioscope.eventlog.chronicle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.log.LogEnding;
import org.folioscope.eventlog.replay.Replay;
import org.folioscope.eventlog.toy.Toy;
import org.folioscope.eventlog.toy.ToyOwner;
import org.folioscope.eventlog.toy.ToyRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reads recorded logs after tens of thousands of random mutations; {@link LogMutations} says what
 * must hold. {@code -Dfolioscope.mutations=200000} asks for more of them, {@code
 * -Dfolioscope.mutations.seed=7} for others.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MutationTest {

  private static final int MUTATIONS = Integer.getInteger("folioscope.mutations", 20_000);
  private static final long SEED = Long.getLong("folioscope.mutations.seed", 1);

  /** The longest that reading one damaged log may take, on a busy machine. */
  private static final long BOUND = 10_000;

  @TempDir private Path directory;

  @Test
  void aShortLog(TestReporter reporter) throws IOException {
    LogMutations.Tally tally = run("short", MUTATIONS * 3 / 4, reporter);
    assertThat(tally.endings())
        .containsOnlyKeys(
            LogEnding.Kind.COMPLETE,
            LogEnding.Kind.TORN,
            LogEnding.Kind.CUT,
            LogEnding.Kind.DAMAGED);
  }

  @Test
  void aLogThatWasNotFinished(TestReporter reporter) throws IOException {
    LogMutations.Tally tally = run("torn", MUTATIONS / 5, reporter);
    assertThat(tally.endings()).doesNotContainKey(LogEnding.Kind.COMPLETE);
  }

  @Test
  void aLogWithStepsLongerThanADocument(TestReporter reporter) throws IOException {
    run("long", MUTATIONS / 20, reporter);
  }

  private LogMutations.Tally run(String name, int count, TestReporter reporter) throws IOException {
    Path log = directory.resolve(name);
    write(log, name);
    LogMutations mutations =
        new LogMutations(
            log,
            List.of(Toy.FAMILY),
            () -> {
              ToyOwner owner = new ToyOwner();
              return new Replay(owner.space(), List.of(owner));
            },
            directory.resolve("scratch"));
    long begin = System.nanoTime();
    LogMutations.Tally tally = mutations.run(count, SEED);
    String line =
        count
            + " mutations of a "
            + name
            + " log from seed "
            + SEED
            + " in "
            + (System.nanoTime() - begin) / 1_000_000
            + " ms: "
            + tally;
    reporter.publishEntry("mutations", line);
    System.out.println(line);
    assertThat(tally.slowest()).as("ms for one mutation").isLessThan(BOUND);
    return tally;
  }

  private static void write(Path path, String name) {
    ToyOwner owner = new ToyOwner();
    SequencedMap<String, String> properties = new LinkedHashMap<>();
    properties.put("outcome", "ok");
    try (ChronicleLog log =
        ChronicleLog.create(owner.space(), path, List.of(Toy.FAMILY), properties)) {
      new ToyRun(11).write(log, owner, 30);
      byte[] bytes = new byte[Content.SECTOR];
      for (int i = 0; i < 5; i++) {
        bytes[i] = 1;
        log.beginStep(1, i, 0);
        log.append(owner, new Toy.Written(i, Content.of(bytes)));
        log.endStep();
      }
      if (name.equals("long")) {
        log.beginStep(1, 0, 0);
        for (int i = 0; i < 3_000; i++) {
          log.append(owner, new Toy.NumberAdded(i % 40, i));
        }
        log.endStep();
      }
      new ToyRun(12).write(log, owner, 30);
      if (!name.equals("torn")) {
        log.end(properties);
      }
    }
  }
}
