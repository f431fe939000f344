package org.folioscope.benchmarks.m1;

import org.folioscope.simulation.dpor.PartialOrder;
import org.folioscope.simulation.explore.NaiveExhaustive;
import org.folioscope.simulation.explore.RandomWalk;
import org.folioscope.simulation.explore.Strategy;

/** The strategies that are measured on {@link M1}. */
public enum Search {
  /** Uniform random walks. */
  RANDOM(new RandomWalk(1, Long.MAX_VALUE), false),
  /** Every schedule. */
  NAIVE(NaiveExhaustive.unbounded(), true),
  /** One schedule of each class. */
  DPOR(PartialOrder.alone(), true);

  private final Strategy strategy;
  private final boolean proves;

  Search(Strategy strategy, boolean proves) {
    this.strategy = strategy;
    this.proves = proves;
  }

  /** The strategy itself. */
  public Strategy strategy() {
    return strategy;
  }

  /** Whether it comes to an end when it has seen everything. */
  public boolean proves() {
    return proves;
  }
}
