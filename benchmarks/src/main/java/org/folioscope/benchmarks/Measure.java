package org.folioscope.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Collection;
import java.util.Locale;
import org.folioscope.benchmarks.peers.Comparison;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures, and prints the figures of {@code docs/PERFORMANCE.md} as a table: rates, and ratios
 * within this one run.
 */
public final class Measure {

  private Measure() {}

  /** Runs everything. An argument limits it to what has a name that contains it. */
  public static void main(String[] arguments) throws RunnerException, IOException {
    String wanted = arguments.length == 0 ? "" : arguments[0];
    rates(wanted, System.out);
    if ("LongRun".contains(wanted)) {
      System.out.println();
      LongRun.print(System.out);
    }
    if ("Comparison".contains(wanted)) {
      System.out.println();
      Comparison.print(System.out);
    }
  }

  private static void rates(String wanted, PrintStream out) throws RunnerException {
    try {
      print(
          new Runner(
                  new OptionsBuilder()
                      .include(wanted.isEmpty() ? "org.folioscope.benchmarks" : wanted)
                      .forks(1)
                      .warmupIterations(4)
                      .warmupTime(TimeValue.seconds(2))
                      .measurementIterations(5)
                      .measurementTime(TimeValue.seconds(2))
                      .shouldFailOnError(true)
                      .verbosity(VerboseMode.SILENT)
                      .build())
              .run(),
          out);
    } catch (NoBenchmarksException e) {
      // what is wanted is not one of these
    }
  }

  private static void print(Collection<RunResult> results, PrintStream out) {
    out.println("| what | a second | spread |");
    out.println("|---|---|---|");
    for (RunResult result : results) {
      row(out, nameOf(result), result.getPrimaryResult());
      result
          .getSecondaryResults()
          .forEach((name, part) -> row(out, nameOf(result) + ": " + name, part));
    }
    double kept = rate(results, "chronicleLog");
    double bare = rate(results, "bareAppender");
    if (kept > 0 && bare > 0) {
      out.printf(Locale.ROOT, "%nrecording next to a bare appender: %.2f%n", kept / bare);
    }
  }

  private static void row(PrintStream out, String name, Result<?> result) {
    double error = result.getScoreError();
    String spread = Double.isNaN(error) ? "" : String.format(Locale.ROOT, "± %,.0f", error);
    out.printf(Locale.ROOT, "| %s | %,.0f | %s |%n", name, result.getScore(), spread);
  }

  private static String nameOf(RunResult result) {
    String benchmark = result.getParams().getBenchmark();
    String shortName =
        benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1);
    String filesystem = result.getParams().getParam("filesystem");
    return filesystem == null ? shortName : shortName + " (" + filesystem + ")";
  }

  private static double rate(Collection<RunResult> results, String method) {
    return results.stream()
        .filter(result -> result.getParams().getBenchmark().endsWith("." + method))
        .mapToDouble(result -> result.getPrimaryResult().getScore())
        .findFirst()
        .orElse(0);
  }
}
