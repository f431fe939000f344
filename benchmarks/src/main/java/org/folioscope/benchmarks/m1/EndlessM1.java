package org.folioscope.benchmarks.m1;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.stream.Stream;
import org.folioscope.eventlog.chronicle.ChronicleLog;
import org.folioscope.eventlog.log.CountingLog;
import org.folioscope.eventlog.log.EventLog;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.simulation.machine.RunEnd;
import org.folioscope.simulation.schedule.SeededRandom;

/** One run of M1 with pins as long as wanted: every actor does its part over and over. */
public final class EndlessM1 {

  private static final int EVENTS_PER_ROUND = 16;

  /**
   * What a run took, without setting up, and the collector's work counted in.
   *
   * @param cpuNanos CPU time of the whole process
   */
  public record Cost(long events, long cpuNanos) {

    /** Both together. */
    public Cost plus(Cost other) {
      return new Cost(events + other.events, cpuNanos + other.cpuNanos);
    }

    /** CPU time of one event. */
    public double nanosPerEvent() {
      return cpuNanos / (double) events;
    }
  }

  private EndlessM1() {}

  /** As exploring runs it: nothing is written down, and all that changes can be undone. */
  public static Cost explored(long events) {
    Actors actors = actors(events);
    actors.machine().space().mark();
    return run(actors, new CountingLog(actors.machine().space()));
  }

  /** As a run is recorded. */
  public static Cost kept(long events) throws IOException {
    Actors actors = actors(events);
    Path directory = Files.createTempDirectory("folioscope-bench");
    try (ChronicleLog log =
        ChronicleLog.create(
            actors.machine().space(),
            directory,
            actors.machine().owners().stream().map(StateOwner::family).toList(),
            new LinkedHashMap<>())) {
      Cost cost = run(actors, log);
      log.end(new LinkedHashMap<>());
      return cost;
    } finally {
      delete(directory);
    }
  }

  private static Actors actors(long events) {
    return new Actors(true, events / EVENTS_PER_ROUND);
  }

  private static Cost run(Actors actors, EventLog log) {
    actors.machine().connect(log, false);
    actors.start();
    long start = cpuNanos();
    RunEnd end = actors.machine().run(new SeededRandom(1), Long.MAX_VALUE);
    if (end.reason() != RunEnd.Reason.QUIET) {
      throw new IllegalStateException("M1 always comes to an end: " + end, end.failure());
    }
    return new Cost(log.events(), cpuNanos() - start);
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
