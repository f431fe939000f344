package org.folioscope.simulation.explore;

import java.util.function.Supplier;

/**
 * First all schedules that cost nothing, then all that cost 1, and so on up to a bound; so the
 * first counterexample is the cheapest. The way to schedules that cost one more leads through those
 * that were tried already: these repeats are not counted. Complete only if the bound never held a
 * choice back.
 */
final class Deepening {

  static final int UNBOUNDED = Integer.MAX_VALUE;

  private final Price price;
  private final int first;
  private final int bound;
  private double done;

  private Deepening(Price price, int first, int bound) {
    this.price = price;
    this.first = first;
    this.bound = bound;
  }

  /** Every schedule up to the bound, the cheap ones first. */
  static Deepening upTo(Price price, int bound) {
    return new Deepening(price, 0, bound);
  }

  /** Every schedule at once, whatever it costs. */
  static Deepening unbounded() {
    return new Deepening(Price.PREEMPTION, UNBOUNDED, UNBOUNDED);
  }

  ExplorationResult explore(
      String strategy, Supplier<Subject> subjects, Budget budget, Progress progress) {
    Findings findings = new Findings(budget, progress, () -> done);
    boolean complete = search(subjects.get(), findings);
    return findings.result(strategy, complete, Extent.UNKNOWN);
  }

  private boolean search(Subject subject, Findings findings) {
    for (int level = first; level >= first && level <= bound; level++) {
      DepthFirst search = new DepthFirst(price, level, bound);
      do {
        if (findings.exhausted()) {
          return false;
        }
        Trial trial = search.execute(subject);
        if (first == bound || search.spent() == level) {
          done += search.share();
          findings.count(trial);
        } else {
          findings.repeated();
        }
      } while (search.advance());
      if (!search.heldBack()) {
        done = 1;
        return true;
      }
    }
    done = 1;
    return false;
  }
}
