package org.folioscope.scenarios.programs;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.function.LongSupplier;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.language.ScenarioException;
import org.folioscope.scenarios.suite.CaseResult;
import org.folioscope.scenarios.suite.CaseRunner;
import org.folioscope.scenarios.suite.CaseStatus;
import org.folioscope.scenarios.suite.ExpungeList;
import org.folioscope.scenarios.suite.Suite;
import org.folioscope.scenarios.suite.Suites;

/**
 * Random programs as the cases of a suite. A case that fails is shortened first, so its result has
 * another scenario than the case, under the same name.
 */
public final class ProgramCases implements CaseRunner {

  private final ProgramRunner runner;
  private final LongSupplier nanoTime;
  private final LinkedHashMap<String, RandomProgram> programs;
  private final int schedules;

  /**
   * The programs of consecutive seeds.
   *
   * @param first the seed of the first one
   * @param count how many programs
   * @param schedules under how many schedules each is run
   */
  public record Range(long first, int count, int schedules) {}

  /**
   * Programs on a kernel and filesystem.
   *
   * @param nanoTime a clock for how long cases take
   */
  public ProgramCases(ProgramRunner runner, Range range, LongSupplier nanoTime) {
    this.runner = runner;
    this.nanoTime = nanoTime;
    this.schedules = range.schedules();
    this.programs =
        Vector.range(0, range.count())
            .map(number -> ProgramGenerator.of(range.first() + number))
            .collect(LinkedHashMap.collector(RandomProgram::name));
  }

  /** The cases. */
  public Suite suite() {
    return new Suite(
        Suites.PROGRAMS,
        "random programs of two tasks",
        programs.values().map(RandomProgram::scenario).toVector());
  }

  @Override
  public CaseResult run(Scenario scenario, ExpungeList expunged) {
    return expunged.skipped(scenario).getOrElse(() -> run(scenario));
  }

  private CaseResult run(Scenario scenario) {
    long begin = nanoTime.getAsLong();
    RandomProgram program = programs.get(scenario.name()).get();
    return result(scenario, program).lasting(nanoTime.getAsLong() - begin);
  }

  private CaseResult result(Scenario scenario, RandomProgram program) {
    try {
      ProgramRunner.Result result = runner.run(program, schedules);
      return result
          .failure()
          .map(failure -> failed(new ProgramShrinker(runner).shrink(failure)))
          .getOrElse(() -> passed(scenario, result));
    } catch (ScenarioException e) {
      return new CaseResult(
          scenario, CaseStatus.SKIPPED, String.valueOf(e.getMessage()), 0, 0, Option.none());
    }
  }

  private CaseResult passed(Scenario scenario, ProgramRunner.Result result) {
    String explained = result.documented().map(DocumentedPath::words).mkString(", ");
    return new CaseResult(scenario, CaseStatus.PASSED, explained, schedules, 0, Option.none());
  }

  private CaseResult failed(ProgramRunner.Failure failure) {
    Complaint complaint = failure.complaint();
    return new CaseResult(
        failure.configuration().scenario(),
        CaseStatus.FAILED,
        complaint.id() + ": " + complaint.message(),
        schedules,
        0,
        Option.some(
            new CaseResult.Failure(failure.configuration(), complaint.id(), failure.schedule())));
  }
}
