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

  private static final int UNBOUNDED = Integer.MAX_VALUE;

  private final int bound;

  private NaiveExhaustive(int bound) {
    this.bound = bound;
  }

  /** Every schedule. */
  public static NaiveExhaustive unbounded() {
    return new NaiveExhaustive(UNBOUNDED);
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
    return bound == UNBOUNDED ? "naive" : "naive(bound " + bound + ")";
  }

  @Override
  public ExplorationResult explore(
      Supplier<Subject> subjects, Budget budget, Progress progress) {
    Subject subject = subjects.get();
    Findings findings = new Findings(budget, progress);
    boolean complete =
        bound == UNBOUNDED ? searchAll(subject, findings) : deepen(subject, findings);
    return findings.result(name(), complete);
  }

  private static boolean searchAll(Subject subject, Findings findings) {
    DepthFirst search = new DepthFirst(UNBOUNDED);
    do {
      if (findings.exhausted()) {
        return false;
      }
      findings.count(search.execute(subject));
    } while (search.advance());
    return true;
  }

  private boolean deepen(Subject subject, Findings findings) {
    for (int level = 0; level <= bound; level++) {
      DepthFirst search = new DepthFirst(level);
      do {
        if (findings.exhausted()) {
          return false;
        }
        Trial trial = search.execute(subject);
        if (trial.end().preemptions() == level) {
          findings.count(trial);
        } else {
          findings.repeated();
        }
      } while (search.advance());
      if (!search.heldBack()) {
        return true;
      }
    }
    return false;
  }
}
