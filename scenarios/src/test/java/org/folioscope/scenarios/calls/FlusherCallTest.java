package org.folioscope.scenarios.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SortedSet;
import java.util.TreeSet;
import org.folioscope.scenarios.run.Trivial;
import org.folioscope.simulation.time.TimeEvent;
import org.junit.jupiter.api.Test;

/** The flusher as a task of a scenario. */
class FlusherCallTest {

  private static final String SCENARIO =
      """
      options: { periods: %d }
      files: { file: 4K, other: 4K }
      setup:
        - a = open("file", O_RDWR)
        - b = open("other", O_RDWR)
      tasks:
        writer: [ 'pwrite(a, fill(1), 4K, 0)', 'sleep(7s)', 'pwrite(b, fill(2), 4K, 0)' ]
        flusher: [ flusher() ]
      """;

  @Test
  void withOnePeriodItWritesWhatIsOldAndMaybeComesTooEarly() {
    assertThat(written(1, 0)).containsExactly(0L, 1L);
  }

  @Test
  void whatBecameDirtyLaterIsWrittenAPeriodLater() {
    assertThat(written(2, 0)).contains(2L);
  }

  @Test
  void inTheBackgroundAgeDoesNotMatterAndNoTimePasses() {
    Trivial trivial =
        Trivial.calls(
            "a = open(\"file\", O_RDWR)",
            "pwrite(a, fill(1), 4K, 0)",
            "flusher(background)",
            "flusher(background)");
    trivial.outcome();
    assertThat(trivial.results()).containsExactly(3L, 4096L, 1L, 0L);
    assertThat(trivial.events(TimeEvent.class)).isEmpty();
  }

  /** How many pages the flusher writes, over all schedules with so many preemptions. */
  private static SortedSet<Long> written(int periods, int preemptions) {
    Trivial trivial = Trivial.with(SCENARIO.formatted(periods));
    SortedSet<Long> pages = new TreeSet<>();
    trivial.everyExecution(preemptions, () -> pages.add(trivial.resultsByCall().get("flusher()")));
    return pages;
  }
}
