package org.folioscope.simulation.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.folioscope.simulation.coroutine.Coroutines;
import org.junit.jupiter.api.Test;

/**
 * An exploration keeps nothing of the executions that it has counted. {@code
 * -Dfolioscope.walks=1000000} looks longer.
 */
class FlatMemoryTest {

  private static final long WALKS = Long.getLong("folioscope.walks", 20_000);

  /** Ten times the executions; what the JVM learns meanwhile is small beside what each takes. */
  private static final double MOST = 1.25;

  @Test
  void tenTimesTheExecutionsTakeNoMoreMemory() {
    List<Long> used = new ArrayList<>();
    Progress measure =
        (executions, outcomes, violations) -> {
          if (executions == WALKS / 10 || executions == WALKS) {
            used.add(usedAfterCollection());
          }
        };

    ExplorationResult result =
        new RandomWalk(1, WALKS)
            .explore(
                () -> new PinnedPage(Coroutines.fastest(), false), Budget.unlimited(), measure);

    assertThat(result.executions()).isEqualTo(WALKS);
    assertThat(result.outcomes()).hasSize(2);
    assertThat(used).hasSize(2);
    assertThat((double) used.getLast())
        .as("bytes on the heap after a tenth of the executions, and after all: %s", used)
        .isLessThan(used.getFirst() * MOST);
  }

  private static long usedAfterCollection() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
