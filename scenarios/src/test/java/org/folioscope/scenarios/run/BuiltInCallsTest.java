package org.folioscope.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.folioscope.scenarios.language.CallChecker;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.language.ScenarioFiles;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.trivial.TrivialProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BuiltInCallsTest {

  /** What calls there are depends on neither options nor filesystem. */
  private static final EmulatedMachine MACHINE =
      EmulatedMachine.wire(
          new Configuration(
              ScenarioFiles.builtIn("kara-2018"),
              Policies.of(Kernel.LINUX_6_12),
              new TrivialProvider()));

  static Iterable<String> catalogue() {
    return ScenarioFiles.catalogue();
  }

  @ParameterizedTest
  @MethodSource("catalogue")
  void everyBuiltInScenarioMakesCallsThatTheMachineHas(String name) {
    Scenario scenario = ScenarioFiles.builtIn(name);

    assertThat(new CallChecker(MACHINE.calls().signatures()).problems(scenario)).isEmpty();
  }
}
