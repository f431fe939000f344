package org.folioscope.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.folioscope.scenarios.suite.CaseResult;
import org.folioscope.scenarios.suite.CaseStatus;
import org.folioscope.scenarios.suite.SuiteResult;
import org.folioscope.scenarios.suite.SuiteRunner;
import org.folioscope.scenarios.suite.Suites;
import org.folioscope.simulation.dpor.PartialOrder;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.contract.FilesystemProvider;
import org.folioscope.vm.trivial.TrivialProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The conformance suite on the filesystems of this program. */
class ModelsTest {

  static Stream<FilesystemProvider> filesystems() {
    List<FilesystemProvider> found =
        ServiceLoader.load(FilesystemProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    return Stream.concat(found.stream(), Stream.of(new TrivialProvider()));
  }

  @ParameterizedTest
  @MethodSource("filesystems")
  void fulfilTheSuite(FilesystemProvider filesystem) {
    SuiteRunner runner =
        new SuiteRunner(
            Policies.of(Kernel.LINUX_6_12),
            filesystem,
            new SuiteRunner.Search(
                PartialOrder.alone(), () -> Budget.executions(20_000), System::nanoTime));
    SuiteResult result =
        new SuiteResult(
            filesystem.name(),
            Suites.CONFORMANCE,
            Suites.named(Suites.CONFORMANCE).cases().map(runner::run));
    System.out.println(result.summary());
    for (CaseResult r : result.cases()) {
      if (r.status() != CaseStatus.PASSED)
        System.out.println(
            filesystem.name() + " " + r.status() + " " + r.scenario().name() + ": " + r.message());
      if (r.executions() > 1)
        System.out.println(
            "   "
                + r.scenario().name()
                + " "
                + r.executions()
                + " "
                + r.nanos() / 1_000_000
                + " ms");
    }
    assertThat(result.with(CaseStatus.FAILED)).isEmpty();
  }
}
