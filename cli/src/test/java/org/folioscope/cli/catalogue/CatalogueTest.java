package org.folioscope.cli.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.Tuple2;
import io.vavr.collection.LinkedHashMap;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.folioscope.scenarios.explore.HoldingRules;
import org.folioscope.scenarios.explore.KnownPolicies;
import org.folioscope.scenarios.language.CallChecker;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.language.ScenarioFiles;
import org.folioscope.scenarios.outcome.Expectations;
import org.folioscope.scenarios.outcome.Outcome;
import org.folioscope.scenarios.outcome.Verdict;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.scenarios.run.EmulatedMachine;
import org.folioscope.scenarios.run.Emulation;
import org.folioscope.scenarios.run.Execution;
import org.folioscope.simulation.dpor.PartialOrder;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.ExplorationResult;
import org.folioscope.simulation.explore.NaiveExhaustive;
import org.folioscope.simulation.explore.Subject;
import org.folioscope.simulation.explore.Trial;
import org.folioscope.simulation.machine.RunEnd;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.contract.FilesystemProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every built-in scenario says what is true of the kernels and filesystems that it names. */
class CatalogueTest {

  /** Executions that are made to try every interleaving, as far as they go. */
  private static final long MOST = 5_000;

  /** Executions that are made, the ones with few preemptions first, to reach what is required. */
  private static final long MORE = 50_000;

  static Stream<String> scenarios() {
    return ScenarioFiles.catalogue().toJavaStream();
  }

  static Stream<Arguments> claims() {
    return scenarios().map(ScenarioFiles::builtIn).flatMap(CatalogueTest::claims);
  }

  private static Stream<Arguments> claims(Scenario scenario) {
    return scenario
        .outcomes()
        .toJavaStream()
        .flatMap(rule ->
            rule.on()
                .kernels()
                .toJavaStream()
                .flatMap(kernel ->
                    rule.on()
                        .filesystems()
                        .toJavaStream()
                        .map(filesystem ->
                            Arguments.of(
                                scenario.name(),
                                kernel,
                                filesystem,
                                rule.on().policies().mkString(",")))));
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void callsAreWrittenAsTheyCanBeMade(String name) {
    Scenario scenario = ScenarioFiles.builtIn(name);
    EmulatedMachine machine = EmulatedMachine.wire(Ext4.on(Kernel.LINUX_6_12, scenario));
    assertThat(new CallChecker(machine.calls().signatures()).problems(scenario)).isEmpty();
    assertThat(scenario.name()).isEqualTo(name);
    assertThat(scenario.outcomes()).as("rules").isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("claims")
  void whatIsRequiredIsReachedAndNothingUnexpectedHappens(
      String name, String kernel, String filesystem, String policies) {
    Scenario scenario = ScenarioFiles.builtIn(name);
    KnownPolicies known = KnownPolicies.with(List.of(provider(filesystem)));
    Policies chosen = Policies.of(Kernel.named(kernel).orElseThrow());
    for (Tuple2<String, String> policy : policiesOf(scenario, policies)) {
      chosen = known.set(chosen, policy._1(), policy._2());
    }
    Configuration configuration = new Configuration(scenario, chosen, provider(filesystem));
    Emulation emulation = Emulation.forExploring(configuration);
    Expectations expectations = HoldingRules.of(configuration);
    List<Outcome> found = new ArrayList<>();
    ExplorationResult result =
        PartialOrder.alone().explore(noting(emulation, found), Budget.executions(MOST));
    if (!result.complete()) {
      Budget enough = new Budget(MORE, () -> expectations.missing(found).isEmpty());
      NaiveExhaustive.bounded(2).explore(noting(emulation, found), enough);
    }
    assertThat(expectations.missing(found)).isEmpty();
    boolean meaningful = result.choiceMade() || scenario.tasks().size() == 1;
    assertThat(expectations.verdict(found, result.complete(), meaningful))
        .isIn(Verdict.EXPECTED, result.complete() ? Verdict.EXPECTED : Verdict.UNKNOWN);
    assertThat(meaningful).as("something to choose, among several tasks").isTrue();
  }

  /** Every task takes part, and each distinct outcome is kept. */
  private static Subject noting(Emulation emulation, List<Outcome> found) {
    return scheduler -> {
      Execution execution = emulation.execute(scheduler);
      if (execution.end().reason() == RunEnd.Reason.STOPPED) {
        return new Trial("stopped", false, execution.end());
      }
      assertThat(execution.idle()).as("tasks that never ran").isEmpty();
      Outcome outcome = execution.outcome();
      if (found.stream().noneMatch(known -> known.id().equals(outcome.id()))) {
        found.add(outcome);
      }
      return new Trial(outcome.id(), !outcome.isOk(), execution.end());
    };
  }

  private static LinkedHashMap<String, String> policiesOf(Scenario scenario, String written) {
    return scenario
        .outcomes()
        .map(rule -> rule.on().policies())
        .find(policies -> policies.mkString(",").equals(written))
        .get();
  }

  private static FilesystemProvider provider(String name) {
    return ServiceLoader.load(FilesystemProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(found -> found.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
