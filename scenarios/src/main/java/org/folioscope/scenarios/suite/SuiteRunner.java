package org.folioscope.scenarios.suite;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.folioscope.eventlog.BadInputException;
import org.folioscope.scenarios.explore.Exploration;
import org.folioscope.scenarios.explore.Explored;
import org.folioscope.scenarios.explore.HoldingRules;
import org.folioscope.scenarios.language.Need;
import org.folioscope.scenarios.language.OutcomeRule;
import org.folioscope.scenarios.language.Position;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.outcome.Expectation;
import org.folioscope.scenarios.outcome.Outcome;
import org.folioscope.scenarios.outcome.Violation;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.scenarios.run.Emulation;
import org.folioscope.scenarios.run.Execution;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.Progress;
import org.folioscope.simulation.explore.Strategy;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.simulation.schedule.LowestFirst;
import org.folioscope.vm.contract.FilesystemProvider;

/** Runs cases on a filesystem. */
public final class SuiteRunner implements CaseRunner {

  private static final Vector<OutcomeRule> ALL_IS_WELL =
      Vector.of(
          new OutcomeRule(
              OutcomeRule.Where.ANYWHERE,
              Vector.of(Outcome.OK),
              Vector.empty(),
              Vector.empty(),
              "every result is the expected one",
              new Position(1, 1)));

  private final Policies policies;
  private final FilesystemProvider filesystem;
  private final Search search;
  private final Map<Need, String> missing = new EnumMap<>(Need.class);

  /**
   * How cases with several tasks are explored.
   *
   * @param strategy goes through every interleaving
   * @param budget of one case that is about to begin
   * @param nanoTime a clock for how long cases take
   */
  public record Search(Strategy strategy, Supplier<Budget> budget, LongSupplier nanoTime) {}

  /** For cases on this kernel and filesystem. */
  public SuiteRunner(Policies policies, FilesystemProvider filesystem, Search search) {
    this.policies = policies;
    this.filesystem = filesystem;
    this.search = search;
  }

  /** Runs a case; whatever a model does, this is what came of it. */
  public CaseResult run(Scenario scenario) {
    long begin = search.nanoTime().getAsLong();
    for (Need need : scenario.needs()) {
      String lack = missing.computeIfAbsent(need, this::probe);
      if (!lack.isEmpty()) {
        return CaseResult.of(
            scenario, CaseStatus.SKIPPED, "needs that " + need.meaning() + "; tried: " + lack);
      }
    }
    return attempt(scenario).lasting(search.nanoTime().getAsLong() - begin);
  }

  @Override
  public CaseResult run(Scenario scenario, ExpungeList expunged) {
    return expunged.skipped(scenario).getOrElse(() -> run(scenario));
  }

  /** What a filesystem answers that does not have this; empty if it has. */
  private String probe(Need need) {
    CaseResult tried = attempt(Suites.probe(need));
    boolean refused =
        tried.failure().exists(failure -> failure.outcome().startsWith("unexpected-result-"));
    return refused || tried.failure().isEmpty() ? tried.message() : "";
  }

  private CaseResult attempt(Scenario scenario) {
    try {
      Configuration configuration = expecting(scenario);
      return scenario.tasks().size() == 1 ? once(configuration) : explored(configuration);
    } catch (BadInputException e) {
      return CaseResult.of(scenario, CaseStatus.FAILED, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      return CaseResult.of(scenario, CaseStatus.FAILED, "the model threw " + e);
    }
  }

  /** A case that has no rules for this filesystem says by its calls alone what is right. */
  private Configuration expecting(Scenario scenario) {
    Configuration configuration = new Configuration(scenario, policies, filesystem);
    return HoldingRules.of(configuration).isEmpty()
        ? new Configuration(scenario.withOutcomes(ALL_IS_WELL), policies, filesystem)
        : configuration;
  }

  private static CaseResult once(Configuration configuration) {
    Execution execution = Emulation.inMemory(configuration).execute(new LowestFirst());
    Outcome outcome = execution.outcome();
    Expectation said = HoldingRules.of(configuration).of(outcome);
    boolean passed = said == Expectation.REQUIRED || said == Expectation.ALLOWED;
    return new CaseResult(
        configuration.scenario(),
        passed ? CaseStatus.PASSED : CaseStatus.FAILED,
        passed ? "" : text(execution),
        1,
        0,
        passed
            ? Option.none()
            : Option.some(
                new CaseResult.Failure(configuration, outcome.id(), execution.end().schedule())));
  }

  private static String text(Execution execution) {
    return execution.violations().stream()
        .filter(violation -> !violation.consequence())
        .map(SuiteRunner::text)
        .collect(Collectors.joining("\n"));
  }

  private static String text(Violation violation) {
    return violation.id() + ": " + violation.message();
  }

  private CaseResult explored(Configuration configuration) {
    Explored explored =
        Exploration.of(configuration, search.strategy(), search.budget().get(), Progress.SILENT);
    return switch (explored.verdict()) {
      case EXPECTED -> result(explored, CaseStatus.PASSED, "");
      case UNKNOWN -> result(explored, CaseStatus.UNKNOWN, unknown(explored));
      case UNEXPECTED -> result(explored, CaseStatus.FAILED, unexpected(explored));
    };
  }

  private static String unknown(Explored explored) {
    return explored.reason() + " (" + explored.completeness() + ")";
  }

  private static String unexpected(Explored explored) {
    String worst =
        explored
            .worst()
            .map(found -> found.outcome().id() + ": " + found.outcome().message())
            .orElse("");
    return worst.isEmpty() ? explored.reason() : worst;
  }

  private static CaseResult result(Explored explored, CaseStatus status, String message) {
    Option<Explored.Found> worst =
        status == CaseStatus.FAILED ? Option.ofOptional(explored.worst()) : Option.none();
    return new CaseResult(
        explored.configuration().scenario(),
        status,
        message,
        explored.result().executions(),
        0,
        worst.map(found ->
            new CaseResult.Failure(
                explored.configuration(), found.outcome().id(), found.schedule())));
  }
}
