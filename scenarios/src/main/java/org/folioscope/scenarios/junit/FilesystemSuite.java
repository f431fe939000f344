package org.folioscope.scenarios.junit;

import java.util.stream.Stream;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.programs.ProgramCases;
import org.folioscope.scenarios.programs.ProgramRunner;
import org.folioscope.scenarios.suite.CaseResult;
import org.folioscope.scenarios.suite.CaseRunner;
import org.folioscope.scenarios.suite.CaseText;
import org.folioscope.scenarios.suite.ExpungeList;
import org.folioscope.scenarios.suite.Suite;
import org.folioscope.scenarios.suite.SuiteRunner;
import org.folioscope.scenarios.suite.Suites;
import org.folioscope.simulation.dpor.PartialOrder;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.contract.FilesystemProvider;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every suite of written cases as tests of a filesystem, and a few random programs. The test class
 * of a plug-in extends it and says which:
 *
 * <pre>{@code
 * class MyFilesystemSuiteTest extends FilesystemSuite {
 *   protected FilesystemProvider filesystem() {
 *     return new MyProvider();
 *   }
 * }
 * }</pre>
 */
public abstract class FilesystemSuite {

  private static final long MOST_EXECUTIONS = 200_000;
  private static final int PROGRAMS = 10;
  private static final int SCHEDULES = 3;

  /** For the test classes of plug-ins. */
  protected FilesystemSuite() {}

  /** The filesystem to test. */
  protected abstract FilesystemProvider filesystem();

  /** The kernel and the fixes to test it on; the newest kernel unless said otherwise. */
  protected Policies policies() {
    return Policies.of(Kernel.LINUX_6_12);
  }

  /** Cases that are not to be run; none unless said otherwise. */
  protected ExpungeList expunged() {
    return ExpungeList.NONE;
  }

  /** How many random programs are run, from seed 1 on; 0 for none. */
  protected int programs() {
    return PROGRAMS;
  }

  /** One container a suite, one test a case. */
  @TestFactory
  final Stream<DynamicContainer> suites() {
    SuiteRunner runner =
        new SuiteRunner(
            policies(),
            filesystem(),
            new SuiteRunner.Search(
                PartialOrder.alone(), () -> Budget.executions(MOST_EXECUTIONS), () -> 0));
    ProgramCases programs =
        new ProgramCases(
            new ProgramRunner(policies(), filesystem()),
            new ProgramCases.Range(1, programs(), SCHEDULES),
            () -> 0);
    return Stream.concat(
        Suites.written().stream().map(name -> container(Suites.named(name), runner)),
        Stream.of(container(programs.suite(), programs)));
  }

  private DynamicContainer container(Suite suite, CaseRunner runner) {
    return DynamicContainer.dynamicContainer(
        suite.name(), suite.cases().toJavaStream().map(one -> test(one, runner)));
  }

  private DynamicTest test(Scenario scenario, CaseRunner runner) {
    return DynamicTest.dynamicTest(
        scenario.name() + ": " + scenario.title(), () -> judge(runner.run(scenario, expunged())));
  }

  private static void judge(CaseResult result) {
    switch (result.status()) {
      case PASSED -> {}
      case SKIPPED -> Assumptions.abort(result.message());
      case FAILED, UNKNOWN -> Assertions.fail(CaseText.of(result));
    }
  }
}
