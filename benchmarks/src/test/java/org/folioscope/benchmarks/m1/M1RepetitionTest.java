package org.folioscope.benchmarks.m1;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.folioscope.simulation.schedule.SeededRandom;
import org.junit.jupiter.api.Test;

/**
 * The same seed gives the same bytes on another machine. {@code -Dfolioscope.repetitions=10000}
 * makes a hundred times as many runs, each twice.
 */
class M1RepetitionTest {

  private static final int REPETITIONS = 100 * Integer.getInteger("folioscope.repetitions", 200);

  @Test
  void manyRandomRunsAreTheSameTwice() {
    EncodedRuns first = new EncodedRuns();
    EncodedRuns second = new EncodedRuns();
    Set<Integer> lengths = new HashSet<>();
    for (int seed = 0; seed < REPETITIONS; seed++) {
      byte[] bytes = first.run(new SeededRandom(seed));
      assertThat(Arrays.equals(bytes, second.run(new SeededRandom(seed))))
          .as("seed %s", seed)
          .isTrue();
      lengths.add(bytes.length);
    }
    // runs that do more and runs that do less: the seeds do choose
    assertThat(lengths).hasSizeGreaterThan(2);
  }
}
