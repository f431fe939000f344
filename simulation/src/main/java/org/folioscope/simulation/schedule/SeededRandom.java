package org.folioscope.simulation.schedule;

import org.folioscope.eventlog.state.StableHash;

/** A uniform random walk, the same for the same seed on every machine. */
public final class SeededRandom implements Scheduler {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  /** The walk that the seed names. */
  public SeededRandom(long seed) {
    state = StableHash.mix(seed + GOLDEN);
  }

  @Override
  public int choose(Choice choice) {
    if (choice.size() == 1) {
      return choice.task(0);
    }
    state += GOLDEN;
    return choice.task((int) Long.remainderUnsigned(StableHash.mix(state), choice.size()));
  }
}
