package org.folioscope.simulation.explore;

import java.util.function.Supplier;

/**
 * Every schedule with at most so many delays (Emmi, Qadeer and Rakamarić, "Delay-bounded
 * scheduling", POPL 2011): first those with none, then those with one, and so on.
 *
 * <p>Without a delay, a task runs until it blocks, then the lowest one that can. A delay passes
 * over the task whose turn it would be, in favour of the next higher one, and after the highest of
 * the lowest. A bound on preemptions leaves free which task runs where the current one has blocked;
 * here that costs delays too, so there are far fewer schedules when there are many tasks. The
 * search is complete only if the bound never held a choice back.
 *
 * @param delays how many at most; {@link #ANY} for any number
 */
public record DelayBounded(int delays) implements Strategy {

  /** Stands for any number of delays. */
  public static final int ANY = Deepening.UNBOUNDED;

  /** Checks the bound. */
  public DelayBounded {
    if (delays < 0) {
      throw new IllegalArgumentException("a bound on delays must not be negative: " + delays);
    }
  }

  @Override
  public String name() {
    return delays == ANY ? "delay" : "delay(bound " + delays + ")";
  }

  @Override
  public ExplorationResult explore(Supplier<Subject> subjects, Budget budget, Progress progress) {
    return Deepening.upTo(Price.DELAY, delays).explore(name(), subjects, budget, progress);
  }
}
