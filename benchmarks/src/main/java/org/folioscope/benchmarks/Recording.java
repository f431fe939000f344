package org.folioscope.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.rollcycles.LegacyRollCycles;
import net.openhft.chronicle.wire.DocumentContext;
import org.folioscope.eventlog.chronicle.ChronicleLog;
import org.folioscope.eventlog.chronicle.ChronicleReader;
import org.folioscope.eventlog.log.EventLog;
import org.folioscope.eventlog.log.MemoryLog;
import org.folioscope.eventlog.replay.Replay;
import org.folioscope.eventlog.state.StateSpace;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Events a second into and out of logs, four events a step, beside a bare Chronicle appender that
 * writes documents of the same size.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class Recording {

  private static final int EVENTS = 400_000;
  private static final int EVENTS_PER_STEP = 4;
  private static final int STEPS = EVENTS / EVENTS_PER_STEP;

  private Path directory = Path.of("");
  private Path recorded = Path.of("");
  private int bytesPerStep;

  /** Records the log that is replayed, and sees how large a step is in it. */
  @Setup(Level.Trial)
  public void record() throws IOException {
    recorded = Files.createTempDirectory("folioscope-bench");
    StateSpace space = new StateSpace();
    TickEvent.Owner owner = new TickEvent.Owner(space);
    try (ChronicleLog log =
        ChronicleLog.create(space, recorded, List.of(owner.family()), new LinkedHashMap<>())) {
      fill(log, owner);
      log.end(new LinkedHashMap<>());
    }
    bytesPerStep = documentSize();
  }

  /** A fresh place for each round. */
  @Setup(Level.Invocation)
  public void makePlace() throws IOException {
    directory = Files.createTempDirectory("folioscope-bench");
  }

  /** Gives the disk back. */
  @TearDown(Level.Invocation)
  public void clearPlace() throws IOException {
    delete(directory);
  }

  /** Gives the disk back. */
  @TearDown(Level.Trial)
  public void clearRecorded() throws IOException {
    delete(recorded);
  }

  /** The log in memory. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public long memoryLog() {
    StateSpace space = new StateSpace();
    TickEvent.Owner owner = new TickEvent.Owner(space);
    MemoryLog log = new MemoryLog(space);
    fill(log, owner);
    return space.digest();
  }

  /** The kept log: encoded, decoded, applied, framed, with digests. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public long chronicleLog() {
    StateSpace space = new StateSpace();
    TickEvent.Owner owner = new TickEvent.Owner(space);
    try (ChronicleLog log =
        ChronicleLog.create(space, directory, List.of(owner.family()), new LinkedHashMap<>())) {
      fill(log, owner);
      log.end(new LinkedHashMap<>());
      return space.digest();
    }
  }

  /** Documents of the same size and number, and nothing else. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public long bareAppender() {
    byte[] document = new byte[bytesPerStep];
    try (ChronicleQueue queue =
            ChronicleQueue.singleBuilder(directory)
                .rollCycle(LegacyRollCycles.DAILY)
                .timeProvider(() -> 0)
                .build();
        ExcerptAppender appender = queue.createAppender()) {
      for (int step = 0; step < STEPS; step++) {
        try (DocumentContext context = appender.writingDocument()) {
          context.wire().bytes().write(document);
        }
      }
      return appender.lastIndexAppended();
    }
  }

  /** The kept log read back, checked and folded. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public long replay() {
    StateSpace space = new StateSpace();
    TickEvent.Owner owner = new TickEvent.Owner(space);
    ChronicleReader reader = ChronicleReader.open(recorded, List.of(owner.family()));
    return new Replay(space, List.of(owner))
        .fold(reader.header(), reader.cursor(), Replay.ALL)
        .digest();
  }

  private static void fill(EventLog log, TickEvent.Owner owner) {
    for (int step = 0; step < STEPS; step++) {
      log.beginStep(step & 3, step, 0);
      for (int event = 0; event < EVENTS_PER_STEP; event++) {
        log.append(owner, new TickEvent.Ticked(step & 3, step * 31L + event));
      }
      log.endStep();
    }
  }

  /** The mean size of the documents in the recorded log. */
  private int documentSize() {
    long bytes = 0;
    int documents = 0;
    try (ChronicleQueue queue = ChronicleQueue.singleBuilder(recorded).readOnly(true).build();
        ExcerptTailer tailer = queue.createTailer()) {
      while (true) {
        try (DocumentContext context = tailer.readingDocument()) {
          if (!context.isPresent()) {
            return (int) (bytes / documents);
          }
          bytes += context.wire().bytes().readRemaining();
          documents++;
        }
      }
    }
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
