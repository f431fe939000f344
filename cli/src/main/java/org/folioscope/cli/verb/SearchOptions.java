package org.folioscope.cli.verb;

import java.util.concurrent.TimeUnit;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.scenarios.explore.Exploration;
import org.folioscope.scenarios.explore.Explored;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.simulation.dpor.PartialOrder;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.DelayBounded;
import org.folioscope.simulation.explore.ExplorationResult;
import org.folioscope.simulation.explore.NaiveExhaustive;
import org.folioscope.simulation.explore.PriorityWalk;
import org.folioscope.simulation.explore.Progress;
import org.folioscope.simulation.explore.RandomWalk;
import org.folioscope.simulation.explore.Strategy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to search, and how long. */
final class SearchOptions {

  private static final String NO_BOUND = "none";
  private static final int DEFAULT_BOUND = 2;
  private static final int DEFAULT_DEPTH = 3;
  private static final int GREATEST_DEPTH = 100;

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      description = {
        "How to search (default: dpor, or naive with --bound).",
        "dpor: one interleaving of each class that differs in more than the order of what does not"
            + " conflict.",
        "source-dpor: the same, planned one step ahead; some executions turn out redundant.",
        "naive: every interleaving up to a bound on preemptions.",
        "delay: every interleaving up to a bound on delays.",
        "pct: random priorities, which find a bug of --depth with a known probability.",
        "random: random walks."
      })
  private @Nullable String strategy;

  @Option(
      names = StrategyName.BOUND,
      paramLabel = "N",
      description =
          "For naive: at most so many preemptions, first 0, then 1, and so on; none for any number."
              + " For delay: at most so many delays. Without this option: 2;"
              + " naive tries fewer if that decides the verdict.")
  private @Nullable String bound;

  @Option(
      names = StrategyName.DEPTH,
      paramLabel = "D",
      description = "For pct: how many orders of two steps a bug needs, from 1 (default: 3).")
  private @Nullable Integer depth;

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
      names = StrategyName.SEED,
      paramLabel = "N",
      description = "For pct and random: names the executions (default: 0).")
  private @Nullable Long seed;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description =
          "So many executions at once, for dpor (default: one for each processor). What is found"
              + " does not depend on it.")
  private int workers = Runtime.getRuntime().availableProcessors();

  private long deadline = System.nanoTime();

  /**
   * The strategy with its parameters.
   *
   * @throws BadInputException if there is no such strategy, or if a parameter does not fit it
   */
  Strategy strategy() {
    StrategyName name = name();
    if (bound != null) {
      name.requireTakes(StrategyName.BOUND);
    }
    if (depth != null) {
      name.requireTakes(StrategyName.DEPTH);
    }
    if (seed != null) {
      name.requireTakes(StrategyName.SEED);
    }
    return switch (name) {
      case DPOR -> new PartialOrder(true, new WorkerThreads(workers));
      case SOURCE_DPOR -> new PartialOrder(false, new WorkerThreads(workers));
      case NAIVE ->
          NO_BOUND.equals(bound)
              ? NaiveExhaustive.unbounded()
              : NaiveExhaustive.bounded(bound("preemptions"));
      case DELAY -> new DelayBounded(NO_BOUND.equals(bound) ? DelayBounded.ANY : bound("delays"));
      case PCT -> new PriorityWalk(depth(), seed(), executions);
      case RANDOM -> new RandomWalk(seed(), executions);
    };
  }

  /** Searches, and goes on although the verdict is decided only if a bound was asked for. */
  Explored explore(Configuration configuration, Strategy how, Budget budget, Progress progress) {
    boolean thorough = bound != null || name() != StrategyName.NAIVE;
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
    return switch (name()) {
      case RANDOM -> "random walks never cover everything";
      case PCT -> "random priorities never cover everything";
      case NAIVE -> exhaustiveReason(result, "preemptions");
      case DELAY -> exhaustiveReason(result, "delays");
      case DPOR, SOURCE_DPOR -> exhaustiveReason(result, "");
    };
  }

  /** What stopped a search that would have tried everything, up to a bound on something or none. */
  private String exhaustiveReason(ExplorationResult result, String bounded) {
    if (result.executions() + result.repeats() >= executions) {
      return "the " + executions + " executions are used up (--executions)";
    }
    return bounded.isEmpty() || NO_BOUND.equals(bound)
        ? "an execution reached its limit of turns"
        : "only schedules with at most " + bound(bounded) + " " + bounded + " were tried (--bound)";
  }

  private boolean isOver() {
    return System.nanoTime() - deadline >= 0;
  }

  private StrategyName name() {
    if (strategy != null) {
      return StrategyName.of(strategy);
    }
    return bound == null ? StrategyName.DPOR : StrategyName.NAIVE;
  }

  private int depth() {
    int orders = depth == null ? DEFAULT_DEPTH : depth;
    if (orders < 1 || orders > GREATEST_DEPTH) {
      throw new BadInputException(
          "--depth must be from 1 to " + GREATEST_DEPTH + ", not " + orders);
    }
    return orders;
  }

  private long seed() {
    return seed == null ? 0 : seed;
  }

  private int bound(String on) {
    if (bound == null) {
      return DEFAULT_BOUND;
    }
    try {
      int most = Integer.parseInt(bound);
      if (most >= 0) {
        return most;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new BadInputException(
        "'" + bound + "' is no bound on " + on + "; give a number from 0 on, or none");
  }
}
