package org.folioscope.cli.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folioscope.eventlog.log.MemoryLog;
import org.folioscope.gup.GupPolicies;
import org.folioscope.scenarios.calls.CallEvent;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.language.ScenarioFiles;
import org.folioscope.scenarios.language.ScenarioParser;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.scenarios.run.EmulatedMachine;
import org.folioscope.scenarios.run.Emulation;
import org.folioscope.scenarios.run.Execution;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.NaiveExhaustive;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.simulation.schedule.LowestFirst;
import org.folioscope.vm.contract.FilesystemProvider;
import org.folioscope.vm.errno.Errno;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What users of pins are told, by kernel and kind of memory. */
class PinUsersTest {

  @ParameterizedTest
  @ValueSource(strings = {"ext4", "xfs"})
  void aRegistrationOfAFileMappingIsRefusedSince65(String filesystem) {
    assertThat(results(ScenarioFiles.builtIn("rdma-register"), Kernel.LINUX_6_12, filesystem))
        .containsEntry("mr", (long) Errno.EFAULT.result());
    assertThat(results(ScenarioFiles.builtIn("rdma-register"), Kernel.LINUX_6_1, filesystem))
        .containsEntry("mr", 1L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ext4", "xfs"})
  void aRegistrationOfAnonymousMemoryIsGrantedAndTheBytesArrive(String filesystem) {
    assertThat(results(ScenarioFiles.builtIn("rdma-register-anon"), Kernel.LINUX_6_12, filesystem))
        .containsEntry("mr1", 1L)
        .containsEntry("mr2", 2L)
        .containsEntry("byte1", 0xCDL)
        .containsEntry("byte2", 0xCDL);
  }

  @ParameterizedTest
  @CsvSource({
    "rdma-register-tmpfs, LINUX_4_15", "rdma-register-hugetlb, LINUX_4_15",
    "rdma-register-tmpfs, LINUX_6_1", "rdma-register-hugetlb, LINUX_6_1",
    "rdma-register-tmpfs, LINUX_6_12", "rdma-register-hugetlb, LINUX_6_12",
    "rdma-register-tmpfs, DEBIAN_6_12", "rdma-register-hugetlb, DEBIAN_6_12"
  })
  void aRegistrationOfAFileInMemoryIsGrantedByEveryKernelAndTheBytesArrive(
      String scenario, Kernel kernel) {
    for (String filesystem : List.of("ext4", "xfs")) {
      assertThat(results(ScenarioFiles.builtIn(scenario), kernel, filesystem))
          .containsEntry("mr", 1L)
          .containsEntry("byte1", 0xCDL)
          .containsEntry("byte2", 0xCDL);
    }
  }

  @Test
  void aCopyIntoAFullFilesystemEndsWhereThePagesEnd() {
    assertThat(
            results(ScenarioFiles.builtIn("process-vm-writev-enospc"), Kernel.LINUX_6_12, "ext4"))
        .containsEntry("copied", 4096L);
  }

  @Test
  void aCopyWhoseFirstPageCannotBeHadFailsAndLeavesNothingDirty() {
    String text =
        ScenarioFiles.builtIn("process-vm-writev-enospc")
            .text()
            .replace("size: 252K", "size: 256K");
    Scenario full = ScenarioParser.parse("full.yaml", text);

    assertThat(results(full, Kernel.LINUX_6_12, "ext4"))
        .containsEntry("copied", (long) Errno.EFAULT.result());
    assertThat(results(full, upFront(), "ext4"))
        .containsEntry("copied", (long) Errno.ENOSPC.result());
  }

  /** The proposal: no page is held, so none is copied to, unless there are blocks for all. */
  @Test
  void withBlocksReservedUpFrontACopyThatDoesNotFitSaysSoBeforeItBegins() {
    Scenario tight = ScenarioFiles.builtIn("process-vm-writev-enospc");
    assertThat(results(tight, upFront(), "ext4"))
        .containsEntry("copied", (long) Errno.ENOSPC.result());
    Scenario fits =
        ScenarioParser.parse("fits.yaml", tight.text().replace("size: 252K", "size: 248K"));
    assertThat(results(fits, upFront(), "ext4")).containsEntry("copied", 8192L);
  }

  /** What is reserved up front does not outlive the next cleaning. */
  @Test
  void reservingUpFrontDoesNotKeepTheBuffersOfAPageThatIsCleaned() {
    Policies proposed =
        Policies.of(Kernel.LINUX_5_10)
            .with(GupPolicies.ALLOCATION, GupPolicies.Allocation.UP_FRONT);
    Configuration configuration =
        new Configuration(
            ScenarioFiles.builtIn("process-vm-writev-2022"), proposed, provider("ext4"));
    List<String> found = new ArrayList<>();
    NaiveExhaustive.bounded(2)
        .explore(Emulation.inMemory(configuration), new Budget(20_000, () -> false))
        .outcomes()
        .forEach(outcome -> found.add(outcome.outcome()));
    assertThat(found).anyMatch(id -> id.contains("bug-dirty-folio-without-buffers"));
  }

  private static Policies upFront() {
    return Policies.of(Kernel.LINUX_6_12)
        .with(GupPolicies.ALLOCATION, GupPolicies.Allocation.UP_FRONT);
  }

  private static FilesystemProvider provider(String name) {
    return ServiceLoader.load(FilesystemProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(candidate -> candidate.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static SortedMap<String, Long> results(
      Scenario scenario, Kernel kernel, String filesystem) {
    return results(scenario, Policies.of(kernel), filesystem);
  }

  /** What the scenario's variables hold in the end, under the schedule without deviations. */
  private static SortedMap<String, Long> results(
      Scenario scenario, Policies policies, String filesystem) {
    Configuration configuration = new Configuration(scenario, policies, provider(filesystem));
    EmulatedMachine emulated = EmulatedMachine.wire(configuration);
    SortedMap<String, Long> variables = new TreeMap<>();
    emulated
        .machine()
        .observe((number, task, event) -> {
          if (event instanceof CallEvent.VariableAssigned assigned) {
            variables.put(assigned.name(), assigned.value());
          }
        });
    Execution execution =
        Emulation.on(configuration, emulated, new MemoryLog(emulated.machine().space()), false)
            .execute(new LowestFirst());
    assertThat(execution.outcome().isOk()).as("%s", execution.violations()).isTrue();
    return variables;
  }
}
