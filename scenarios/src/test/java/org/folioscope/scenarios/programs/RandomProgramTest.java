package org.folioscope.scenarios.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.language.ScenarioParser;
import org.folioscope.scenarios.outcome.Violation;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.scenarios.run.Emulation;
import org.folioscope.scenarios.run.LosingFilesystem;
import org.folioscope.scenarios.suite.CaseStatus;
import org.folioscope.scenarios.suite.ExpungeList;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.simulation.schedule.Recorded;
import org.folioscope.simulation.schedule.Schedule;
import org.folioscope.vm.contract.FilesystemProvider;
import org.folioscope.vm.trivial.TrivialProvider;
import org.junit.jupiter.api.Test;

class RandomProgramTest {

  private static final int SCHEDULES = 3;

  @Test
  void aSeedNamesAProgram() {
    assertThat(ProgramGenerator.of(7)).isEqualTo(ProgramGenerator.of(7));
    assertThat(LongStream.range(0, 100).mapToObj(ProgramGenerator::of).distinct()).hasSize(100);
  }

  @Test
  void aProgramIsAScenarioThatCanBeWrittenAndRead() {
    for (long seed = 0; seed < 30; seed++) {
      Scenario scenario = ProgramGenerator.of(seed).scenario();
      Scenario read = ScenarioParser.parse("program.yaml", scenario.text());
      assertThat(read.text()).isEqualTo(scenario.text());
      assertThat(read.tasks()).hasSizeBetween(2, 3);
    }
  }

  @Test
  void eachSmallerProgramLacksOneThing() {
    RandomProgram program = ProgramGenerator.of(3);
    assertThat(program.smaller()).hasSize(program.size());
    assertThat(program.smaller()).allMatch(smaller -> smaller.size() == program.size() - 1);
  }

  @Test
  void aFilesystemThatLosesPagesIsFoundOutByAShortProgramThatCanBeRunAgain() {
    FilesystemProvider losing = new LosingFilesystem.Provider();
    Policies policies = Policies.of(Kernel.LINUX_4_15);
    ProgramRunner runner = new ProgramRunner(policies, losing);
    ProgramRunner.Failure found =
        LongStream.range(0, 50)
            .mapToObj(seed -> runner.run(ProgramGenerator.of(seed), SCHEDULES).failure())
            .flatMap(failure -> failure.toJavaStream())
            .findFirst()
            .orElseThrow();
    ProgramRunner.Failure small = new ProgramShrinker(runner).shrink(found);
    assertThat(small.complaint().id()).isEqualTo(found.complaint().id()).isEqualTo("lost-write");
    assertThat(small.program().size()).isLessThanOrEqualTo(6);
    Scenario read = ScenarioParser.parse("program.yaml", small.configuration().scenario().text());
    Schedule schedule = Schedule.parse(small.schedule().id());
    assertThat(
            Emulation.inMemory(new Configuration(read, policies, losing))
                .execute(new Recorded(schedule))
                .violations())
        .extracting(Violation::id)
        .contains("lost-write");
  }

  @Test
  void aFilesystemThatKeepsSomethingFromTheLogIsFoundOut() {
    Policies policies =
        Policies.of(Kernel.LINUX_6_12)
            .with(LosingFilesystem.DEFECT, LosingFilesystem.Defect.DROPS_ONE_IN_THREE);
    ProgramRunner runner = new ProgramRunner(policies, new LosingFilesystem.Provider());
    assertThat(
            LongStream.range(0, 20)
                .mapToObj(ProgramGenerator::of)
                .filter(program -> !program.options().containsKey("device-size"))
                .flatMap(program -> runner.run(program, SCHEDULES).failure().toJavaStream())
                .map(failure -> failure.complaint().id()))
        .contains("another-run-under-its-schedule");
  }

  @Test
  void theTrivialFilesystemPasses() {
    ProgramRunner runner = new ProgramRunner(Policies.of(Kernel.LINUX_6_12), new TrivialProvider());
    ProgramCases cases = new ProgramCases(runner, new ProgramCases.Range(0, 20, 3), () -> 0);
    assertThat(cases.suite().cases().map(one -> cases.run(one, ExpungeList.NONE)))
        .allMatch(one -> one.status() != CaseStatus.FAILED)
        .filteredOn(one -> one.status() == CaseStatus.PASSED)
        .hasSizeGreaterThan(15);
  }
}
