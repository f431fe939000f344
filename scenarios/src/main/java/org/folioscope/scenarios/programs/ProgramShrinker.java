package org.folioscope.scenarios.programs;

import io.vavr.control.Option;
import org.folioscope.scenarios.language.ScenarioException;

/**
 * Makes a program that fails shorter: leaves out calls, options and files, one at a time, as long
 * as some schedule still leads to the same failure.
 */
final class ProgramShrinker {

  private static final int SCHEDULES = 12;
  private static final int MOST_PROGRAMS = 300;

  private final ProgramRunner runner;
  private int tried;

  /** Runs programs with the runner. */
  ProgramShrinker(ProgramRunner runner) {
    this.runner = runner;
  }

  /** The shortest program found that fails so. */
  ProgramRunner.Failure shrink(ProgramRunner.Failure failure) {
    tried = 0;
    ProgramRunner.Failure best = failure;
    boolean shorter = true;
    while (shorter) {
      Option<ProgramRunner.Failure> found = shorter(best);
      shorter = found.isDefined();
      best = found.getOrElse(best);
    }
    return best;
  }

  private Option<ProgramRunner.Failure> shorter(ProgramRunner.Failure failure) {
    return failure
        .program()
        .smaller()
        .iterator()
        .takeWhile(_ -> tried < MOST_PROGRAMS)
        .flatMap(this::failure)
        .find(found -> found.complaint().id().equals(failure.complaint().id()));
  }

  /** A program without something that it needs is none. */
  private Option<ProgramRunner.Failure> failure(RandomProgram program) {
    tried++;
    try {
      return runner.run(program, SCHEDULES).failure();
    } catch (ScenarioException e) {
      return Option.none();
    }
  }
}
