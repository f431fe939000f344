package org.folioscope.cli.verb;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.scenarios.explore.Exploration;
import org.folioscope.scenarios.explore.Explored;
import org.folioscope.scenarios.language.DidYouMean;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.simulation.dpor.PartialOrder;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.ExplorationResult;
import org.folioscope.simulation.explore.NaiveExhaustive;
import org.folioscope.simulation.explore.Progress;
import org.folioscope.simulation.explore.RandomWalk;
import org.folioscope.simulation.explore.Strategy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to search, and how long. */
final class SearchOptions {

  private static final List<String> STRATEGIES = List.of("dpor", "source-dpor", "naive", "random");
  private static final String NO_BOUND = "none";
  private static final int DEFAULT_BOUND = 2;

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      description = {
        "dpor: every interleaving, one of each class of equivalent ones (default);",
        "source-dpor: the same with less planning; naive: every interleaving up to the bound",
        "(default with --bound); random: random walks."
      })
  private @Nullable String asked;

  @Option(
      names = "--bound",
      paramLabel = "N",
      description =
          "At most so many preemptions, first 0, then 1, and so on; none for any number. Without"
              + " this option: 2, or fewer if that decides the verdict. Only for naive.")
  private @Nullable String bound;

  @Option(
      names = "--executions",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "At most so many executions (default: ${DEFAULT-VALUE}).")
  private long executions;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "60",
      description = "At most so many seconds (default: ${DEFAULT-VALUE}).")
  private long seconds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Names the random walks (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description =
          "So many executions at once, for dpor (default: one for each processor). What is found"
              + " does not depend on it.")
  private int workers = Runtime.getRuntime().availableProcessors();

  private long deadline = System.nanoTime();

  Strategy strategy() {
    return switch (name()) {
      case "naive" ->
          NO_BOUND.equals(bound)
              ? NaiveExhaustive.unbounded()
              : NaiveExhaustive.bounded(preemptions());
      case "dpor" -> new PartialOrder(true, new WorkerThreads(workers));
      case "source-dpor" -> new PartialOrder(false, new WorkerThreads(workers));
      case "random" -> new RandomWalk(seed, executions);
      default ->
          throw new BadInputException(
              "there is no strategy '"
                  + name()
                  + "'"
                  + DidYouMean.hint(name(), STRATEGIES)
                  + "; there are "
                  + String.join(", ", STRATEGIES));
    };
  }

  /** Searches, and goes on although the verdict is decided only if a bound was asked for. */
  Explored explore(Configuration configuration, Strategy how, Budget budget, Progress progress) {
    boolean thorough = bound != null || !name().equals("naive");
    return thorough
        ? Exploration.of(configuration, how, budget, progress)
        : Exploration.untilDecided(configuration, how, budget, progress);
  }

  /** The budget, from now on. */
  Budget budget(Interruption interruption) {
    if (executions < 1 || seconds < 1) {
      throw new BadInputException("--executions and --seconds must be 1 or more");
    }
    deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Math.min(seconds, 1L << 30));
    return new Budget(executions, () -> interruption.isRequested() || isOver());
  }

  /** How far the search went, and if not all the way, what stopped it. */
  String completeness(Explored explored, Interruption interruption) {
    return explored.result().complete()
        ? "complete"
        : "cut short: " + reason(explored, interruption);
  }

  private String reason(Explored explored, Interruption interruption) {
    ExplorationResult result = explored.result();
    if (explored.decidedEarly()) {
      return "this decides the verdict (--bound goes on)";
    }
    if (interruption.isRequested()) {
      return "interrupted";
    }
    if (isOver()) {
      return "the " + seconds + " seconds are over (--seconds)";
    }
    if (name().equals("random")) {
      return "random walks never cover everything";
    }
    if (result.executions() + result.repeats() >= executions) {
      return "the " + executions + " executions are used up (--executions)";
    }
    return NO_BOUND.equals(bound) || !name().equals("naive")
        ? "an execution reached its limit of turns"
        : "only schedules with at most " + preemptions() + " preemptions were tried (--bound)";
  }

  private String name() {
    if (asked != null) {
      return asked;
    }
    return bound == null ? "dpor" : "naive";
  }

  private boolean isOver() {
    return System.nanoTime() - deadline >= 0;
  }

  private int preemptions() {
    if (bound == null) {
      return DEFAULT_BOUND;
    }
    try {
      int preemptions = Integer.parseInt(bound);
      if (preemptions >= 0) {
        return preemptions;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new BadInputException(
        "'" + bound + "' is no bound on preemptions; give a number from 0 on, or none");
  }
}
