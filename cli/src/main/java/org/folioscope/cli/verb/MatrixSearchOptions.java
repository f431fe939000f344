package org.folioscope.cli.verb;

import java.util.concurrent.TimeUnit;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.scenarios.explore.Shortening;
import org.folioscope.scenarios.matrix.CellSearch;
import org.folioscope.simulation.explore.Budget;
import picocli.CommandLine.Option;

/** How long to search in each of many configurations, and how many at once. */
final class MatrixSearchOptions {

  @Option(
      names = "--workers",
      paramLabel = "N",
      description =
          "So many searches at once (default: one for each processor). What is found does not"
              + " depend on it.")
  private int workers = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--executions",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "At most so many executions for each cell (default: ${DEFAULT-VALUE}).")
  private long executions;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "60",
      description = "At most so many seconds for each cell (default: ${DEFAULT-VALUE}).")
  private long seconds;

  /** A search of that kind. */
  CellSearch search(
      Interruption interruption, CellSearch.Listener listener, Shortening shortening) {
    if (executions < 1 || seconds < 1) {
      throw new BadInputException("--executions and --seconds must be 1 or more");
    }
    return new CellSearch(
        new WorkerThreads(workers), () -> budget(interruption), listener, shortening);
  }

  private Budget budget(Interruption interruption) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Math.min(seconds, 1L << 30));
    return new Budget(
        executions, () -> interruption.isRequested() || System.nanoTime() - deadline >= 0);
  }
}
