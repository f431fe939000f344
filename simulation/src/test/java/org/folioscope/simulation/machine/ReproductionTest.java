package org.folioscope.simulation.machine;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.folioscope.simulation.lab.Lab;
import org.folioscope.simulation.lab.Program;
import org.folioscope.simulation.lab.Programs;
import org.folioscope.simulation.lab.Replays;
import org.folioscope.simulation.lab.Replays.Execution;
import org.folioscope.simulation.schedule.Recorded;
import org.folioscope.simulation.schedule.Schedule;
import org.folioscope.simulation.schedule.SeededRandom;

/** A run is a function of the program and the schedule. */
class ReproductionTest {

  @Property(tries = 500)
  void sameSeedGivesSameLog(@ForAll long programSeed, @ForAll long seed) {
    Program program = Programs.random(programSeed);

    Execution one = replays(program).execute(new SeededRandom(seed));
    Execution other = replays(program).execute(new SeededRandom(seed));

    assertEqual(one, other);
  }

  @Property(tries = 500)
  void recordedScheduleGivesSameLog(@ForAll long programSeed, @ForAll long seed) {
    Program program = Programs.random(programSeed);
    Execution walked = replays(program).execute(new SeededRandom(seed));
    Recorded recorded = new Recorded(Schedule.parse(walked.end().schedule().id()));

    Execution followed = replays(program).execute(recorded);

    assertEqual(walked, followed);
    assertThat(recorded.missed()).isNull();
  }

  @Property(tries = 300)
  void executionsFromMarkDoNotTouchEachOther(
      @ForAll long programSeed, @ForAll long seed, @ForAll long between) {
    Lab lab = new Lab();
    lab.task(0, () -> lab.machine.atomic(() -> lab.cells.set(2, 4)));
    lab.run();
    long atMark = lab.space.digest();
    Program program = Programs.random(programSeed);
    Replays replays = lab.fromHere(() -> program.start(lab));

    Execution before = replays.execute(new SeededRandom(seed));
    replays.rollback();
    assertThat(lab.space.digest()).isEqualTo(atMark);
    assertThat(lab.log.events()).isEqualTo(3);
    replays.execute(new SeededRandom(between));
    Execution after = replays.execute(new SeededRandom(seed));

    assertEqual(before, after);
  }

  private static Replays replays(Program program) {
    Lab lab = new Lab();
    return lab.fromHere(() -> program.start(lab));
  }

  private static void assertEqual(Execution one, Execution other) {
    assertThat(other.steps()).isEqualTo(one.steps());
    assertThat(other.digest()).isEqualTo(one.digest());
    assertThat(other.end().schedule()).isEqualTo(one.end().schedule());
    assertThat(other.end().reason()).isEqualTo(one.end().reason());
    assertThat(other.end().turns()).isEqualTo(one.end().turns());
    assertThat(one.end().reason()).isIn(RunEnd.Reason.QUIET, RunEnd.Reason.STUCK);
  }
}
