package org.folioscope.scenarios.programs;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import org.folioscope.eventlog.log.MemoryLog;
import org.folioscope.eventlog.state.StableHash;
import org.folioscope.scenarios.language.ScenarioException;
import org.folioscope.scenarios.outcome.Violation;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.scenarios.run.EmulatedMachine;
import org.folioscope.scenarios.run.Emulation;
import org.folioscope.scenarios.run.Execution;
import org.folioscope.scenarios.run.UsedMachines;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.simulation.report.Kind;
import org.folioscope.simulation.schedule.RandomPriorities;
import org.folioscope.simulation.schedule.Schedule;
import org.folioscope.simulation.schedule.Scheduler;
import org.folioscope.simulation.schedule.SeededRandom;
import org.folioscope.vm.contract.FilesystemProvider;

/**
 * Runs programs on a kernel and filesystem under random schedules, and says what is wrong with a
 * run: a model threw or runs for ever, the log is not the whole truth, or something was reported
 * that is no documented consequence of how this kernel works.
 */
public final class ProgramRunner {

  /** In how many turns a priority may change: programs have some hundreds. */
  private static final int TURNS = 400;

  private static final int USES = 50;
  private static final int USES_TO_REPEAT = 20;

  private final Policies policies;
  private final FilesystemProvider filesystem;
  private final UsedMachines machines = new UsedMachines(USES);
  private final UsedMachines others = new UsedMachines(USES_TO_REPEAT);

  /**
   * A run that is not as it should be.
   *
   * @param configuration what was run
   */
  public record Failure(
      RandomProgram program, Configuration configuration, Complaint complaint, Schedule schedule) {}

  /**
   * What came of a program.
   *
   * @param outcomes of its runs
   * @param documented what explains their violations, where there are any
   * @param failure the first run that is not as it should be
   */
  public record Result(
      RandomProgram program,
      Vector<String> outcomes,
      Vector<DocumentedPath> documented,
      Option<Failure> failure) {}

  /** For programs on this kernel and filesystem. */
  public ProgramRunner(Policies policies, FilesystemProvider filesystem) {
    this.policies = policies;
    this.filesystem = filesystem;
  }

  /**
   * Runs the program under so many schedules, which its seed names; with blocks as large as pages
   * if the filesystem has no others.
   *
   * @throws ScenarioException if the filesystem cannot do what the program does in set-up
   */
  public Result run(RandomProgram program, int schedules) {
    return runFitting(
        program.options().isEmpty() || Configuration.isPossible(program.scenario(), filesystem)
            ? program
            : program.without("block-size"),
        schedules);
  }

  private Result runFitting(RandomProgram program, int schedules) {
    Configuration configuration = new Configuration(program.scenario(), policies, filesystem);
    Emulation emulation;
    try {
      EmulatedMachine machine = machines.emptyFor(configuration);
      MemoryLog log = new MemoryLog(machine.machine().space());
      emulation = Emulation.on(configuration, machine, log, false);
    } catch (ScenarioException e) {
      throw e;
    } catch (RuntimeException e) {
      Complaint complaint = new Complaint("set-up", String.valueOf(e));
      return new Result(
          program,
          Vector.empty(),
          Vector.empty(),
          Option.some(new Failure(program, configuration, complaint, Schedule.DEFAULT)));
    }
    Vector<Recording> runs =
        Vector.range(0, schedules)
            .map(number -> Recording.of(emulation, scheduler(program.seed(), number)));
    Vector<Option<Complaint>> unfaithful =
        Faithfulness.of(configuration, others.emptyFor(configuration), runs);
    Vector<DocumentedPaths> paths = runs.map(run -> DocumentedPaths.of(run, policies));
    Option<Failure> failure =
        Vector.range(0, schedules)
            .flatMap(number ->
                defect(runs.get(number).execution())
                    .orElse(() -> unfaithful.get(number))
                    .orElse(() -> paths.get(number).unexplained())
                    .map(complaint -> failure(program, configuration, complaint, runs.get(number))))
            .headOption();
    return new Result(
        program,
        runs.map(run -> run.execution().outcome().id()),
        paths.flatMap(DocumentedPaths::explaining).distinct(),
        failure);
  }

  private static Failure failure(
      RandomProgram program, Configuration configuration, Complaint complaint, Recording run) {
    return new Failure(program, configuration, complaint, run.execution().end().schedule());
  }

  /** Uniform walks and random priorities find different things. */
  private static Scheduler scheduler(long seed, int number) {
    long named = StableHash.mix(seed) + number;
    return number % 2 == 0
        ? new SeededRandom(named)
        : new RandomPriorities(named, 1 + number / 2, TURNS);
  }

  /** What no kernel does. */
  private static Option<Complaint> defect(Execution execution) {
    return Vector.ofAll(execution.violations())
        .find(violation ->
            violation.kind() == Kind.MODEL_EXCEPTION || violation.id().equals("livelock"))
        .map(ProgramRunner::complaint);
  }

  static Complaint complaint(Violation violation) {
    return new Complaint(violation.id(), violation.message());
  }
}
