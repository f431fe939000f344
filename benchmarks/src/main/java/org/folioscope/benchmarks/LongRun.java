package org.folioscope.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import org.folioscope.benchmarks.m1.EndlessM1;

/**
 * What an event costs as a run grows: {@link EndlessM1} in runs of 10^4 to 10^7 events, with the
 * log that exploring uses and with the kept one. In CPU time, which says the same on a busy
 * machine.
 */
final class LongRun {

  private static final long[] LENGTHS = {10_000, 100_000, 1_000_000, 10_000_000};
  private static final int ROUNDS = 5;

  /** Short runs are repeated until they took as many events as this. */
  private static final long EVENTS_PER_ROUND = 1_000_000;

  private LongRun() {}

  /** One run of about so many events. */
  private interface Run {
    EndlessM1.Cost of(long events) throws IOException;
  }

  static void print(PrintStream out) throws IOException {
    out.println("| events in the run | explored, ns of CPU an event | kept, ns of CPU an event |");
    out.println("|---|---|---|");
    double[] explored = nanosByLength(EndlessM1::explored);
    double[] kept = nanosByLength(EndlessM1::kept);
    for (int i = 0; i < LENGTHS.length; i++) {
      out.printf(Locale.ROOT, "| %,d | %.0f | %.0f |%n", LENGTHS[i], explored[i], kept[i]);
    }
  }

  /**
   * The best round of each length; the lengths take turns, so that what disturbs the machine
   * disturbs all alike.
   */
  private static double[] nanosByLength(Run run) throws IOException {
    for (int i = 0; i < 10; i++) {
      nanosPerEvent(run, EVENTS_PER_ROUND / 10);
    }
    double[] best = new double[LENGTHS.length];
    Arrays.fill(best, Double.MAX_VALUE);
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < LENGTHS.length; i++) {
        best[i] = Math.min(best[i], nanosPerEvent(run, LENGTHS[i]));
      }
    }
    return best;
  }

  private static double nanosPerEvent(Run run, long length) throws IOException {
    EndlessM1.Cost cost = run.of(length);
    while (cost.events() < EVENTS_PER_ROUND) {
      cost = cost.plus(run.of(length));
    }
    return cost.nanosPerEvent();
  }
}
