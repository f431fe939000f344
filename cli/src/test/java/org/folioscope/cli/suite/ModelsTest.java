package org.folioscope.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The filesystems of this program fulfil the suite on an old kernel and on the newest. */
class ModelsTest {

  private static final long MOST_EXECUTIONS = 20_000;

  static Stream<Arguments> models() {
    return Stream.of(Kernel.LINUX_4_15, Kernel.LINUX_6_12)
        .flatMap(
            kernel -> Stream.of("ext4", "xfs", "trivial").map(name -> Arguments.of(name, kernel)));
  }

  @ParameterizedTest
  @MethodSource("models")
  void fulfilTheSuite(String name, Kernel kernel) {
    FilesystemProvider filesystem = MutantProvider.base(name);
    SuiteRunner runner =
        new SuiteRunner(
            Policies.of(kernel),
            filesystem,
            new SuiteRunner.Search(
                PartialOrder.alone(), () -> Budget.executions(MOST_EXECUTIONS), () -> 0));
    SuiteResult result =
        new SuiteResult(
            name, Suites.CONFORMANCE, Suites.named(Suites.CONFORMANCE).cases().map(runner::run));
    System.out.println(kernel.label() + ": " + result.summary());
    assertThat(complaints(result)).isEmpty();
    assertThat(result.count(CaseStatus.PASSED)).isGreaterThan(200);
    if (!name.equals("trivial")) {
      assertThat(result.with(CaseStatus.SKIPPED)).isEmpty();
    }
  }

  private static List<String> complaints(SuiteResult result) {
    return result
        .cases()
        .filter(one -> one.status() == CaseStatus.FAILED || one.status() == CaseStatus.UNKNOWN)
        .map(ModelsTest::text)
        .asJava();
  }

  private static String text(CaseResult one) {
    return one.status() + " " + one.scenario().name() + ": " + one.message();
  }
}
