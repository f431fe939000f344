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

  static Iterable<String> catalogue() {
    return ScenarioFiles.catalogue();
  }

  @ParameterizedTest
  @MethodSource("catalogue")
  void everyBuiltInScenarioMakesCallsThatTheMachineHas(String name) {
    Scenario scenario = ScenarioFiles.builtIn(name);
    Configuration configuration =
        new Configuration(scenario, Policies.of(Kernel.LINUX_6_12), new TrivialProvider());

    assertThat(
            new CallChecker(EmulatedMachine.wire(configuration).calls().signatures())
                .problems(scenario))
        .isEmpty();
  }
}
