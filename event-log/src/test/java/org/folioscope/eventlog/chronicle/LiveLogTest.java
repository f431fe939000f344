package org.folioscope.eventlog.chronicle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.LogEnding;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.eventlog.log.MemoryLog;
import org.folioscope.eventlog.toy.Toy;
import org.folioscope.eventlog.toy.ToyOwner;
import org.folioscope.eventlog.toy.ToyRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A log while it is written, and after its writer was killed. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LiveLogTest {

  private static final List<EventFamily<?>> TOY = List.of(Toy.FAMILY);

  /** So many that the file grows several times. */
  private static final int STEPS = 20_000;

  @TempDir private Path directory;

  @Test
  void aLogOfAnotherProcessIsFollowedToItsEnd() throws IOException {
    Path log = Files.createDirectory(directory.resolve("log"));
    try (WriterProcess writer = WriterProcess.start(log, STEPS)) {
      assertThat(writer.said()).isZero();
      try (LogFollower follower = LogFollower.of(log, header -> TOY);
          LogCursor cursor = follower.until(() -> writer.said() != null)) {
        assertThat(ToyRun.steps(cursor)).isEqualTo(expected(STEPS));
        assertThat(cursor.ending().kind())
            .as(cursor.ending().message())
            .isEqualTo(LogEnding.Kind.COMPLETE);
      }
    }
  }

  @Test
  void twoFollowersBesideALiveWriterReadTheSame() throws Exception {
    Path log = directory.resolve("log");
    ToyOwner owner = new ToyOwner();
    CyclicBarrier start = new CyclicBarrier(3);
    try (ExecutorService threads = Executors.newFixedThreadPool(3);
        ChronicleLog live = ChronicleLog.create(owner.space(), log, TOY, new LinkedHashMap<>())) {
      Callable<List<LoggedStep>> following =
          () -> {
            try (LogFollower follower = LogFollower.of(log, header -> TOY)) {
              start.await();
              LogCursor cursor = follower.until(() -> !Thread.interrupted());
              List<LoggedStep> steps = ToyRun.steps(cursor);
              assertThat(cursor.ending().kind())
                  .as(cursor.ending().message())
                  .isEqualTo(LogEnding.Kind.COMPLETE);
              return steps;
            }
          };
      Future<List<LoggedStep>> one = threads.submit(following);
      Future<List<LoggedStep>> other = threads.submit(following);
      start.await();
      WriterProcess.write(live, owner, STEPS, new PrintStream(OutputStream.nullOutputStream()));
      live.end(new LinkedHashMap<>());

      List<LoggedStep> expected = expected(STEPS);
      assertThat(one.get()).isEqualTo(expected);
      assertThat(other.get()).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 300, 20_000})
  void everyStepUpToAKillIsRead(long after) throws Exception {
    Path log = directory.resolve("log");
    long said = 0;
    try (WriterProcess writer = WriterProcess.start(log, 0)) {
      for (Long next = writer.said(); next != null && said < after; next = writer.said()) {
        said = next;
      }
      said = Math.max(said, writer.kill());
    }
    try (LogCursor cursor = ChronicleReader.open(log, TOY).cursor()) {
      List<LoggedStep> steps = ToyRun.steps(cursor);

      assertThat(cursor.ending().kind())
          .as(cursor.ending().message())
          .isEqualTo(LogEnding.Kind.TORN);
      assertThat(cursor.ending().lastEvent()).isGreaterThanOrEqualTo(said);
      // Some steps of the run have no event and leave no trace, so this is more than enough.
      assertThat(expected(2 * steps.size() + 100).subList(0, steps.size())).isEqualTo(steps);
    }
  }

  @Test
  void aLogIsFollowedBeforeItsHeaderIsThere() throws IOException {
    Path whole = directory.resolve("whole");
    ToyOwner owner = new ToyOwner();
    try (ChronicleLog log = ChronicleLog.create(owner.space(), whole, TOY, new LinkedHashMap<>())) {
      new ToyRun(1).write(log, owner, 10);
      log.end(new LinkedHashMap<>());
    }
    Path log = Files.createDirectory(directory.resolve("log"));
    assertThatThrownBy(() -> LogFollower.of(log, header -> TOY))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("is not a log");
    Files.copy(whole.resolve("metadata.cq4t"), log.resolve("metadata.cq4t"));
    try (LogFollower follower = LogFollower.of(log, header -> TOY)) {
      assertNothingYet(follower);
      Path queue = log.resolve("19700101F.cq4");
      Files.write(queue, new byte[0]);
      assertNothingYet(follower);
      Files.write(queue, new byte[1 << 16]);
      assertNothingYet(follower);
      Files.copy(whole.resolve("19700101F.cq4"), queue, StandardCopyOption.REPLACE_EXISTING);
      assertThat(follower.next()).isNotNull();
      assertThat(follower.header()).isNotNull();
    }
    assertThatThrownBy(() -> ChronicleReader.open(torn(), TOY))
        .isInstanceOf(BadInputException.class)
        .hasMessageEndingWith("is torn before its header: no event was written");
  }

  @Test
  void aLogThatIsMovedIsFollowedAndReadAtItsNewPlace() throws IOException {
    Path log = directory.resolve("log");
    Path moved = directory.resolve("moved");
    ToyOwner owner = new ToyOwner();
    ToyRun run = new ToyRun(4);
    try (ChronicleLog live = ChronicleLog.create(owner.space(), log, TOY, new LinkedHashMap<>());
        LogFollower follower = LogFollower.of(log, header -> TOY)) {
      run.write(live, owner, 200);
      live.end(new LinkedHashMap<>());
      live.close();
      Files.move(log, moved);

      List<LoggedStep> steps = ToyRun.steps(follower.until(() -> false));

      assertThat(follower.ending().kind())
          .as(follower.ending().message())
          .isEqualTo(LogEnding.Kind.COMPLETE);
      try (LogCursor cursor = ChronicleReader.open(moved, TOY).cursor()) {
        assertThat(ToyRun.steps(cursor)).isEqualTo(steps);
        assertThat(cursor.ending().kind()).isEqualTo(LogEnding.Kind.COMPLETE);
      }
    }
  }

  private Path torn() throws IOException {
    Path torn = Files.createDirectory(directory.resolve("torn"));
    Files.write(torn.resolve("19700101F.cq4"), new byte[1 << 16]);
    return torn;
  }

  private static void assertNothingYet(LogFollower follower) {
    assertThat(follower.next()).isNull();
    assertThat(follower.header()).isNull();
    assertThat(follower.ending().kind()).isEqualTo(LogEnding.Kind.TORN);
  }

  private static List<LoggedStep> expected(int steps) {
    ToyOwner owner = new ToyOwner();
    MemoryLog log = new MemoryLog(owner.space(), true);
    ToyRun run = new ToyRun(WriterProcess.SEED);
    for (int step = 0; step < steps; step++) {
      run.write(log, owner, 1);
    }
    return ToyRun.steps(log.cursor());
  }
}
