package org.folioscope.cli.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.folioscope.scenarios.programs.ProgramGenerator;
import org.folioscope.scenarios.programs.ProgramRunner;
import org.folioscope.scenarios.programs.RandomProgram;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.contract.FilesystemProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Programs that nobody wrote, on each kernel and both filesystems: no model throws, every run folds
 * and can be made again, and what is reported has a documented reason. {@code
 * -Dfolioscope.programs=10000} runs that many on each.
 */
class RandomProgramsTest {

  private static final int PROGRAMS = Integer.getInteger("folioscope.programs", 12);
  private static final long FIRST = Long.getLong("folioscope.programs.first", 1);
  private static final int SCHEDULES = 3;

  static Stream<Arguments> machines() {
    return Stream.of("ext4", "xfs")
        .flatMap(name -> Stream.of(Kernel.values()).map(kernel -> Arguments.of(kernel, name)));
  }

  @ParameterizedTest
  @MethodSource("machines")
  void everyRunIsWholeAndWhatIsReportedHasAReason(Kernel kernel, String filesystem) {
    ProgramRunner runner = new ProgramRunner(Policies.of(kernel), provider(filesystem));
    SortedMap<String, Integer> outcomes = new TreeMap<>();
    // Other programs on each machine, so that the few of an ordinary build are different ones.
    long first = FIRST + (long) kernel.ordinal() * PROGRAMS;
    for (long seed = first; seed < first + PROGRAMS; seed++) {
      RandomProgram program = ProgramGenerator.of(seed);
      ProgramRunner.Result result = runner.run(program, SCHEDULES);
      assertThat(result.failure().map(RandomProgramsTest::text)).isEmpty();
      result.outcomes().forEach(outcome -> outcomes.merge(outcome, 1, Integer::sum));
    }
    System.out.println(kernel.label() + ", " + filesystem + ": " + outcomes);
  }

  private static String text(ProgramRunner.Failure failure) {
    return failure.complaint()
        + "\n./folioscope run FILE --kernel "
        + failure.configuration().policies().kernel().label()
        + " --fs "
        + failure.configuration().filesystem().name()
        + " --schedule "
        + failure.schedule().id()
        + "\n"
        + failure.configuration().scenario().text();
  }

  private static FilesystemProvider provider(String name) {
    return ServiceLoader.load(FilesystemProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
