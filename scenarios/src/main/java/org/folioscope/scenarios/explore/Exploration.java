package org.folioscope.scenarios.explore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
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
import org.folioscope.simulation.explore.ScheduleShrinker;
import org.folioscope.simulation.explore.Strategy;
import org.folioscope.simulation.explore.Subject;
import org.folioscope.simulation.explore.Trial;
import org.folioscope.simulation.lockdep.MergedOrder;
import org.folioscope.simulation.machine.RunEnd;
import org.folioscope.simulation.report.Kind;
import org.folioscope.simulation.schedule.Scheduler;

/** Explores one configuration and says whether what was found is what the scenario expects. */
public final class Exploration implements Subject {

  /** How many executions may go into making one schedule simpler. */
  private static final long SHRINKING = 500;

  private static final Comparator<Explored.Found> WORST_FIRST =
      Comparator.comparing((Explored.Found found) -> found.outcome().isOk())
          .thenComparing(found -> found.expectation().ordinal(), Comparator.reverseOrder())
          .thenComparing(found -> found.outcome().kind().severity(), Comparator.reverseOrder())
          .thenComparing(found -> found.outcome().id());

  private final Configuration configuration;
  private final Emulation emulation;
  private final SortedMap<String, Outcome> outcomes = new TreeMap<>();
  private final MergedOrder lockOrder = new MergedOrder();
  private final List<String> idle;
  private final Expectations expectations;
  private final boolean stopsWhenDecided;
  private int mostPreemptions;
  private long choices;
  private boolean decided;

  private Exploration(Configuration configuration, boolean stopsWhenDecided) {
    this.configuration = configuration;
    this.expectations = HoldingRules.of(configuration);
    this.stopsWhenDecided = stopsWhenDecided;
    this.emulation = Emulation.inMemory(configuration);
    this.idle = new ArrayList<>(configuration.scenario().tasks().map(task -> task.name()).asJava());
  }

  /**
   * Explores.
   *
   * @param budget of the search; making schedules simpler afterwards has one of its own
   */
  public static Explored of(
      Configuration configuration, Strategy strategy, Budget budget, Progress progress) {
    return new Exploration(configuration, false).explore(strategy, budget, progress);
  }

  /**
   * Explores with ever more preemptions, but stops after the last schedule with so many when what
   * was found until then decides the verdict.
   */
  public static Explored untilDecided(
      Configuration configuration, Strategy strategy, Budget budget, Progress progress) {
    return new Exploration(configuration, true).explore(strategy, budget, progress);
  }

  @Override
  public Trial run(Scheduler scheduler) {
    Execution execution = emulation.execute(scheduler);
    String id = execution.outcome().id();
    outcomes.putIfAbsent(id, execution.outcome());
    emulation.lockOrder().ifPresent(lockOrder::add);
    if (!idle.isEmpty()) {
      idle.retainAll(execution.idle());
    }
    choices += execution.end().choices();
    if (execution.end().preemptions() > mostPreemptions) {
      mostPreemptions = execution.end().preemptions();
      decided = decides();
    }
    return new Trial(id, !execution.outcome().isOk(), execution.end());
  }

  /** Whether what was found so far is enough for a verdict, whatever else may come. */
  private boolean decides() {
    List<Outcome> reached = List.copyOf(outcomes.values());
    return stopsWhenDecided
        && expectations.verdict(reached, false, isMeaningful()) != Verdict.UNKNOWN;
  }

  /** Whether every task ran and, where there are several, there was something to choose. */
  private boolean isMeaningful() {
    return idle.isEmpty() && (choices > 0 || configuration.scenario().tasks().size() == 1);
  }

  private Explored explore(Strategy strategy, Budget budget, Progress progress) {
    Budget shorter =
        new Budget(budget.executions(), () -> decided || budget.expired().getAsBoolean());
    ExplorationResult result = strategy.explore(this, shorter, progress);
    boolean stopped = decided;
    boolean meaningful = isMeaningful();
    List<Explored.Found> found =
        result.outcomes().stream().map(one -> found(one, budget)).sorted(WORST_FIRST).toList();
    List<Outcome> across = acrossExecutions();
    List<Outcome> reached =
        Stream.concat(found.stream().map(Explored.Found::outcome), across.stream()).toList();
    Verdict verdict = expectations.verdict(reached, result.complete(), meaningful);
    Reason reason = new Reason(result, found, across, expectations, List.copyOf(idle), meaningful);
    return new Explored(
        configuration,
        result,
        found,
        across,
        expectations,
        List.copyOf(idle),
        stopped,
        verdict,
        reason.of(verdict));
  }

  /** Orders of locks that exclude each other, although no execution showed both. */
  private List<Outcome> acrossExecutions() {
    List<Outcome> across = new ArrayList<>();
    lockOrder
        .found()
        .forEach((id, message) -> {
          if (outcomes.values().stream().noneMatch(outcome -> outcome.ids().contains(id))) {
            across.add(new Outcome(new TreeSet<>(List.of(id)), Kind.LOCKDEP, message));
          }
        });
    return List.copyOf(across);
  }

  private Explored.Found found(FoundOutcome found, Budget budget) {
    Outcome outcome = Objects.requireNonNull(outcomes.get(found.outcome()));
    RunEnd simplest = simplest(found, budget);
    return new Explored.Found(
        outcome,
        found.count(),
        expectations.of(outcome),
        expectations.because(outcome),
        simplest.schedule(),
        simplest.preemptions());
  }

  private RunEnd simplest(FoundOutcome found, Budget budget) {
    Budget shrinking = new Budget(found.violation() ? SHRINKING : 0, budget.expired());
    return new ScheduleShrinker(this, shrinking).shrink(found.schedule()).end();
  }
}
