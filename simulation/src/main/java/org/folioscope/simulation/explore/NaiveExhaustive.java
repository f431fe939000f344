package org.folioscope.simulation.explore;

import java.util.function.Supplier;

/**
 * Every schedule, depth first, by re-execution. No reduction: equivalent interleavings are all
 * tried, which is what makes it the measure for strategies that reduce.
 *
 * <p>With a bound on preemptions it first tries all schedules without a preemption, then all with
 * one, and so on; so the first counterexample has the fewest. The way to schedules with one more
 * leads through those that were tried already: these repeats are not counted. The search is
 * complete only if the bound never held a choice back.
 */
public final class NaiveExhaustive implements Strategy {

  private final int bound;

  private NaiveExhaustive(int bound) {
    this.bound = bound;
  }

  /** Every schedule. */
  public static NaiveExhaustive unbounded() {
    return new NaiveExhaustive(Deepening.UNBOUNDED);
  }

  /** Every schedule with at most this many preemptions. */
  public static NaiveExhaustive bounded(int preemptions) {
    if (preemptions < 0) {
      throw new IllegalArgumentException(
          "a bound on preemptions must not be negative: " + preemptions);
    }
    return new NaiveExhaustive(preemptions);
  }

  @Override
  public String name() {
    return bound == Deepening.UNBOUNDED ? "naive" : "naive(bound " + bound + ")";
  }

  @Override
  public ExplorationResult explore(Supplier<Subject> subjects, Budget budget, Progress progress) {
    Deepening search =
        bound == Deepening.UNBOUNDED
            ? Deepening.unbounded()
            : Deepening.upTo(Price.PREEMPTION, bound);
    return search.explore(name(), subjects, budget, progress);
  }
}
