package org.folioscope.simulation.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.folioscope.simulation.coroutine.Coroutines;
import org.folioscope.simulation.schedule.Deviation;
import org.folioscope.simulation.schedule.Recorded;
import org.folioscope.simulation.schedule.Schedule;
import org.folioscope.simulation.schedule.SeededRandom;
import org.junit.jupiter.api.Test;

/** A schedule gets simpler and still shows the same. */
class ScheduleShrinkerTest {

  private final PinnedPage page = new PinnedPage(Coroutines.CONTINUATION, false);

  @Test
  void walkIntoBugBecomesOnePreemption() {
    Trial found = walkIntoBug();

    Trial shrunk = new ScheduleShrinker(page, Budget.unlimited()).shrink(found.end().schedule());

    assertThat(found.end().preemptions()).isGreaterThan(1);
    assertThat(shrunk.outcome()).isEqualTo("bug");
    assertThat(shrunk.end().preemptions()).isEqualTo(1);
    assertThat(shrunk.end().schedule().deviations()).hasSize(2);
  }

  @Test
  void budgetEndsShrinking() {
    Trial found = walkIntoBug();

    Trial shrunk = new ScheduleShrinker(page, Budget.executions(1)).shrink(found.end().schedule());

    assertThat(shrunk.end().schedule()).isEqualTo(found.end().schedule());
  }

  @Test
  void defaultScheduleCannotGetSimpler() {
    Trial shrunk = new ScheduleShrinker(page, Budget.unlimited()).shrink(Schedule.DEFAULT);

    assertThat(shrunk.end().schedule()).isEqualTo(Schedule.DEFAULT);
    assertThat(shrunk.outcome()).isEqualTo("ok");
  }

  @Property(tries = 100)
  void eachDeviationLeftIsNeeded(@ForAll long programSeed, @ForAll long seed) {
    Subject subject = ExplorationTest.subject(programSeed);
    Trial walked = subject.run(new SeededRandom(seed));

    Trial shrunk =
        new ScheduleShrinker(subject, Budget.unlimited()).shrink(walked.end().schedule());

    assertThat(shrunk.outcome()).isEqualTo(walked.outcome());
    assertThat(Trial.SIMPLEST_FIRST.compare(shrunk, walked)).isLessThanOrEqualTo(0);
    List<Deviation> left = shrunk.end().schedule().deviations();
    for (int i = 0; i < left.size(); i++) {
      List<Deviation> fewer = new ArrayList<>(left);
      fewer.remove(i);
      Trial without = subject.run(new Recorded(new Schedule(fewer)));
      assertThat(
              without.outcome().equals(shrunk.outcome())
                  && Trial.SIMPLEST_FIRST.compare(without, shrunk) < 0)
          .isFalse();
    }
  }

  private Trial walkIntoBug() {
    for (long seed = 0; seed < 1000; seed++) {
      Trial trial = page.run(new SeededRandom(seed));
      if (trial.violation() && trial.end().preemptions() > 2) {
        return trial;
      }
    }
    throw new AssertionError("no walk into the bug");
  }
}
