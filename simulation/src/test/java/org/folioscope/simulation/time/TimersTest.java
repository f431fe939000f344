package org.folioscope.simulation.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.folioscope.simulation.lab.Lab;
import org.folioscope.simulation.machine.RunEnd;
import org.folioscope.simulation.machine.TaskIds;
import org.folioscope.simulation.schedule.RoundRobin;
import org.folioscope.simulation.schedule.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Virtual time moves when a timer fires and at no other moment. */
class TimersTest {

  private final Lab lab = new Lab();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void timersFireInOrderOfDeadlines(long seed) {
    sleeper(0, 300);
    sleeper(1, 100);
    sleeper(2, 200);
    sleeper(3, 100);

    RunEnd end = lab.run(new SeededRandom(seed));

    List<TimeEvent.TimerFired> fired = lab.events(TimeEvent.TimerFired.class);
    assertThat(fired).hasSize(4);
    assertThat(fired).isSortedAccordingTo((x, y) -> Long.compare(x.deadline(), y.deadline()));
    assertThat(end.reason()).isEqualTo(RunEnd.Reason.QUIET);
  }

  @Test
  void clockMayFireWhileOthersWork() {
    sleeper(0, 100);
    lab.task(
        1,
        () -> {
          for (int i = 0; i < 4; i++) {
            lab.machine.atomic(() -> lab.note("at " + lab.timers.now()));
          }
        });

    lab.run(new RoundRobin());

    assertThat(lab.notes).containsSubsequence("t1:at 0", "t1:at 100");
  }

  @Test
  void timeStandsStillWhileTheClockDoes() {
    lab.task(
        0,
        () -> {
          lab.timers.sleep(5);
          for (int i = 0; i < 100; i++) {
            lab.machine.atomic(() -> lab.note("" + lab.timers.now()));
          }
        });

    lab.run();

    assertThat(lab.notes).hasSize(100).containsOnly("t0:5");
    assertThat(lab.steps().getLast().step().time()).isEqualTo(5);
    assertThat(lab.steps().getFirst().step().time()).isZero();
  }

  @Test
  void sleepsFollowEachOther() {
    lab.task(
        0,
        () -> {
          lab.timers.sleep(5);
          lab.timers.sleep(7);
          lab.machine.atomic(() -> lab.note("" + lab.timers.now()));
        });

    assertThat(lab.run().reason()).isEqualTo(RunEnd.Reason.QUIET);
    assertThat(lab.notes).containsExactly("t0:12");
  }

  @Test
  void everyTaskCanSleep() {
    int last = TaskIds.CLOCK - 1;
    lab.device(last, () -> lab.timers.sleep(3));

    lab.run();

    assertThat(lab.events(TimeEvent.TimerFired.class))
        .containsExactly(new TimeEvent.TimerFired(last, 3));
  }

  private void sleeper(int id, long duration) {
    lab.task(id, () -> lab.timers.sleep(duration));
  }
}
