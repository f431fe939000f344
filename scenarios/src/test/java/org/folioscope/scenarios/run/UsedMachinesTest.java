package org.folioscope.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.folioscope.eventlog.log.MemoryLog;
import org.folioscope.scenarios.builder.ScenarioBuilder;
import org.folioscope.scenarios.builder.Scenarios;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.simulation.schedule.LowestFirst;
import org.folioscope.vm.contract.FilesystemProvider;
import org.folioscope.vm.trivial.TrivialProvider;
import org.junit.jupiter.api.Test;

class UsedMachinesTest {

  private static final FilesystemProvider TRIVIAL = new TrivialProvider();
  private static final Policies POLICIES = Policies.of(Kernel.LINUX_6_12);

  private final UsedMachines machines = new UsedMachines(3);

  @Test
  void aUsedMachineIsAsEmptyAsANewOne() {
    Configuration configuration = configuration(scenario());
    EmulatedMachine machine = machines.emptyFor(configuration);
    long fresh = machine.machine().space().digest();
    Execution first = execute(configuration, machine);
    assertThat(machine.machine().space().digest()).isNotEqualTo(fresh);
    assertThat(machines.emptyFor(configuration)).isSameAs(machine);
    assertThat(machine.machine().space().digest()).isEqualTo(fresh);
    assertThat(execute(configuration, machine)).isEqualTo(first);
  }

  @Test
  void afterSoManyUsesItIsWiredAnew() {
    Configuration configuration = configuration(scenario());
    EmulatedMachine machine = machines.emptyFor(configuration);
    assertThat(machines.emptyFor(configuration)).isSameAs(machine);
    assertThat(machines.emptyFor(configuration)).isSameAs(machine);
    assertThat(machines.emptyFor(configuration)).isNotSameAs(machine);
  }

  @Test
  void whatAsksForOtherHardwareGetsAnotherMachine() {
    EmulatedMachine machine = machines.emptyFor(configuration(scenario()));
    assertThat(machines.emptyFor(configuration(scenario().option("waitqueues", "1"))))
        .isNotSameAs(machine);
    assertThat(machines.emptyFor(configuration(scenario().title("Other prose")))).isSameAs(machine);
  }

  private static Execution execute(Configuration configuration, EmulatedMachine machine) {
    MemoryLog log = new MemoryLog(machine.machine().space());
    return Emulation.on(configuration, machine, log, false).execute(new LowestFirst());
  }

  private static Configuration configuration(ScenarioBuilder scenario) {
    return new Configuration(scenario.build(), POLICIES, TRIVIAL);
  }

  private static ScenarioBuilder scenario() {
    return Scenarios.named("two-writers")
        .title("Two tasks write")
        .file("f", 4096)
        .setup(calls -> calls.call("fd = open(\"f\", O_RDWR)"))
        .task("one", calls -> calls.call("pwrite(fd, fill(1), 4K, 0)"))
        .task("two", calls -> calls.call("pwrite(fd, fill(2), 4K, 0)"));
  }
}
