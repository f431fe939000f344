package org.folioscope.scenarios.explore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.folioscope.scenarios.outcome.Expectations;
import org.folioscope.scenarios.outcome.Outcome;
import org.folioscope.scenarios.outcome.Verdict;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.scenarios.run.Emulation;
import org.folioscope.scenarios.run.Execution;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.ExplorationResult;
import org.folioscope.simulation.explore.FoundOutcome;
import org.folioscope.simulation.explore.Progress;
import org.folioscope.simulation.explore.ShortestSchedule;
import org.folioscope.simulation.explore.Strategy;
import org.folioscope.simulation.explore.Subject;
import org.folioscope.simulation.explore.Trial;
import org.folioscope.simulation.machine.RunEnd;
import org.folioscope.simulation.report.Kind;
import org.folioscope.simulation.schedule.Recorded;
import org.folioscope.simulation.schedule.Scheduler;

/** Explores one configuration and says whether what was found is what the scenario expects. */
public final class Exploration {

  /** The outcome of an execution that the strategy did not want to see to its end. */
  private static final String STOPPED = "stopped";

  private static final Comparator<Explored.Found> WORST_FIRST =
      Comparator.comparing((Explored.Found found) -> found.outcome().isOk())
          .thenComparing(found -> found.expectation().ordinal(), Comparator.reverseOrder())
          .thenComparing(found -> found.outcome().kind().severity(), Comparator.reverseOrder())
          .thenComparing(found -> found.outcome().id());

  private final Configuration configuration;
  private final Expectations expectations;
  private final Gathered gathered;
  private final Shortening shortening;

  private Exploration(
      Configuration configuration, Shortening shortening, boolean stopsWhenDecided) {
    this.configuration = configuration;
    this.shortening = shortening;
    this.expectations = HoldingRules.of(configuration);
    this.gathered = new Gathered(configuration.scenario(), expectations, stopsWhenDecided);
  }

  /**
   * Explores.
   *
   * @param budget of the search; making schedules shorter afterwards has one of its own
   */
  public static Explored of(
      Configuration configuration, Strategy strategy, Budget budget, Progress progress) {
    return of(configuration, Shortening.THOROUGH, strategy, budget, progress);
  }

  /** Explores, and tries so hard to make the schedules of bad outcomes shorter. */
  public static Explored of(
      Configuration configuration,
      Shortening shortening,
      Strategy strategy,
      Budget budget,
      Progress progress) {
    return new Exploration(configuration, shortening, false).explore(strategy, budget, progress);
  }

  /**
   * Explores with ever more preemptions, but stops after the last schedule with so many when what
   * was found until then decides the verdict.
   */
  public static Explored untilDecided(
      Configuration configuration, Strategy strategy, Budget budget, Progress progress) {
    return new Exploration(configuration, Shortening.THOROUGH, true)
        .explore(strategy, budget, progress);
  }

  private Explored explore(Strategy strategy, Budget budget, Progress progress) {
    Budget shorter =
        new Budget(
            budget.executions(), () -> gathered.isDecided() || budget.expired().getAsBoolean());
    ExplorationResult result = strategy.explore(this::worker, shorter, progress);
    boolean stopped = gathered.isDecided();
    Worker subject = new Worker();
    List<Explored.Found> found =
        result.outcomes().stream()
            .map(one -> found(subject, one, budget))
            .sorted(WORST_FIRST)
            .toList();
    List<Outcome> across = acrossExecutions(found);
    List<Outcome> reached =
        Stream.concat(found.stream().map(Explored.Found::outcome), across.stream()).toList();
    boolean meaningful = gathered.isMeaningful();
    Verdict verdict = expectations.verdict(reached, result.complete(), meaningful);
    List<String> idle = gathered.idle();
    Reason reason = new Reason(result, found, across, expectations, idle, meaningful);
    return new Explored(
        configuration,
        result,
        found,
        gathered.reached(),
        across,
        expectations,
        idle,
        stopped,
        verdict,
        reason.of(verdict));
  }

  /** Orders of locks that exclude each other, although no execution showed both. */
  private List<Outcome> acrossExecutions(List<Explored.Found> found) {
    List<Outcome> across = new ArrayList<>();
    gathered
        .lockOrders()
        .forEach((id, message) -> {
          if (found.stream().noneMatch(one -> one.outcome().ids().contains(id))) {
            across.add(new Outcome(new TreeSet<>(List.of(id)), Kind.LOCKDEP, message));
          }
        });
    return List.copyOf(across);
  }

  private Subject worker() {
    return new Worker();
  }

  private Explored.Found found(Worker subject, FoundOutcome found, Budget budget) {
    long executions = found.violation() ? shortening.executions() : 0;
    ShortestSchedule.Found shortest =
        new ShortestSchedule(subject, new Budget(executions, budget.expired())).of(found);
    RunEnd end = shortest.trial().end();
    Outcome outcome = subject.emulation.execute(new Recorded(end.schedule())).outcome();
    return new Explored.Found(
        outcome,
        found.count(),
        expectations.of(outcome),
        expectations.because(outcome),
        end.schedule(),
        end.preemptions(),
        shortest.fewestPreemptions());
  }

  /** An emulation of its own, whose executions are gathered. */
  private final class Worker implements Subject {

    private final Emulation emulation = Emulation.forExploring(configuration);

    @Override
    public Trial run(Scheduler scheduler) {
      Execution execution = emulation.execute(scheduler);
      if (execution.end().reason() == RunEnd.Reason.STOPPED) {
        return new Trial(STOPPED, false, execution.end());
      }
      gathered.add(execution, emulation.lockOrder());
      return new Trial(execution.outcome().id(), !execution.outcome().isOk(), execution.end());
    }
  }
}
