package org.folioscope.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.suite.CaseResult;
import org.folioscope.scenarios.suite.CaseStatus;
import org.folioscope.scenarios.suite.SuiteRunner;
import org.folioscope.scenarios.suite.Suites;
import org.folioscope.simulation.dpor.PartialOrder;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.contract.FilesystemProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The suite finds what it is for: ten bugs, and for each the case that catches it. */
class PlantedBugsTest {

  private static final long MOST_EXECUTIONS = 50_000;

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void isCaughtByItsCase(Mutation mutation) {
    Policies planted = Policies.of(Kernel.LINUX_6_12).with(MutantProvider.MUTATION, mutation);
    CaseResult result = run(planted, new MutantProvider(mutation.base()), mutation.caughtBy());
    assertThat(result.status()).as(result.message()).isEqualTo(CaseStatus.FAILED);
    assertThat(result.failure()).as(result.message()).isNotEmpty();
    assertThat(result.failure().get().outcome()).contains(mutation.as());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void theCasePassesWithoutTheBug(Mutation mutation) {
    CaseResult result =
        run(
            Policies.of(Kernel.LINUX_6_12),
            MutantProvider.base(mutation.base()),
            mutation.caughtBy());
    assertThat(result.status()).as(result.message()).isEqualTo(CaseStatus.PASSED);
  }

  private static CaseResult run(Policies policies, FilesystemProvider filesystem, String name) {
    SuiteRunner runner =
        new SuiteRunner(
            policies,
            filesystem,
            new SuiteRunner.Search(
                PartialOrder.alone(), () -> Budget.executions(MOST_EXECUTIONS), () -> 0));
    Scenario one =
        Suites.named(Suites.CONFORMANCE).cases().find(each -> each.name().equals(name)).get();
    return runner.run(one);
  }
}
