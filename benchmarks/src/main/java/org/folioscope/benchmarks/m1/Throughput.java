package org.folioscope.benchmarks.m1;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.ExplorationResult;

/** Executions a second of {@link M1} with pins, in a JVM that has warmed up. */
public final class Throughput {

  private static final long ROUND_NANOS = 1_000_000_000;
  private static final int WARM_UP_ROUNDS = 5;
  private static final int ROUNDS = 5;
  private static final int BATCH = 1_000;

  private Throughput() {}

  /**
   * Arguments: a {@link Search}, or {@code BARE} for {@link BareLoop}, and how many threads do the
   * same side by side, each with a machine of its own. Prints the median round.
   */
  public static void main(String[] arguments) {
    LongSupplier[] threads = new LongSupplier[Integer.parseInt(arguments[1])];
    Arrays.setAll(
        threads,
        _ -> arguments[0].equals("BARE") ? new BareLoop()::batch : exploring(arguments[0]));
    for (int round = 0; round < WARM_UP_ROUNDS; round++) {
      rate(threads);
    }
    double[] rates = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      rates[round] = rate(threads);
    }
    Arrays.sort(rates);
    System.out.println(String.format(Locale.ROOT, "%.0f", rates[ROUNDS / 2]));
  }

  private static LongSupplier exploring(String search) {
    M1 model = M1.pinned();
    return () -> {
      ExplorationResult result =
          Search.valueOf(search).strategy().explore(model, Budget.executions(BATCH));
      return result.executions() + result.repeats();
    };
  }

  /** What all threads do in a round, a second. */
  private static double rate(LongSupplier[] threads) {
    return IntStream.range(0, threads.length)
        .parallel()
        .mapToDouble(thread -> rate(threads[thread]))
        .sum();
  }

  private static double rate(LongSupplier batch) {
    long start = System.nanoTime();
    long executions = 0;
    long elapsed;
    do {
      executions += batch.getAsLong();
      elapsed = System.nanoTime() - start;
    } while (elapsed < ROUND_NANOS);
    return executions * 1e9 / elapsed;
  }
}
