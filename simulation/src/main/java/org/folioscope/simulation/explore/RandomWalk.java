package org.folioscope.simulation.explore;

import java.util.function.Supplier;
import org.folioscope.eventlog.state.StableHash;
import org.folioscope.simulation.schedule.SeededRandom;

/**
 * Independent uniform random walks. Finds what is frequent, proves nothing. The n-th walk is the
 * same for the same seed on every machine.
 *
 * @param seed names the walks
 * @param executions how many of them
 */
public record RandomWalk(long seed, long executions) implements Strategy {

  @Override
  public String name() {
    return "random(seed " + seed + ")";
  }

  @Override
  public ExplorationResult explore(Supplier<Subject> subjects, Budget budget, Progress progress) {
    Subject subject = subjects.get();
    Findings findings = new Findings(budget, progress);
    for (long walk = 0; walk < executions && !findings.exhausted(); walk++) {
      findings.count(subject.run(scheduler(walk)));
    }
    return findings.result(name(), false, Extent.UNKNOWN);
  }

  private SeededRandom scheduler(long walk) {
    return new SeededRandom(StableHash.mix(seed) + walk);
  }
}
