package org.folioscope.cli.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.folioscope.scenarios.explore.KnownPolicies;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.language.ScenarioFiles;
import org.folioscope.scenarios.outcome.Violation;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.scenarios.run.Emulation;
import org.folioscope.simulation.dpor.PartialOrder;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.ExplorationResult;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.simulation.schedule.LowestFirst;
import org.junit.jupiter.api.Test;

/** Writers at the limit for dirty pages on a kernel that leaves pinned pages dirty (pin:P8). */
class ThrottledWritersTest {

  private static final String KILLED =
      """
      options: { dirty-memory: 11, dirty-ratelimit: 3, interrupts: idle }
      files: { file1: 8K, file2: 4K }
      setup: [ 'unused = open("file1", O_RDWR)' ]
      tasks:
        program:
          process: victim
          calls:
            - fd1 = open("file1", O_RDWR)
            - fd2 = open("file2", O_RDWR)
            - addr = mmap(8K, PROT_READ|PROT_WRITE, MAP_SHARED, fd1, 0)
            - mr = rdma_register(addr, 8K)
            - pwrite(fd2, fill(0x5A), 4K, 0)
        killer: [ kill(victim) ]
      outcomes:
        - { on: { kernel: linux-4.15, filesystem: ext4 }, required: [ ok ], because: killing ends the sleep }
      """;

  @Test
  void withRegisteredPagesTheHangNamesWhatKeepsPagesDirty() {
    Configuration configuration = passingPinsBy(builtIn("throttled-by-registered-pages"));
    List<Violation> violations =
        Emulation.inMemory(configuration).execute(new LowestFirst()).violations();
    assertThat(violations).extracting(Violation::id).containsExactly("hang-killable");
    assertThat(violations.getFirst().message())
        .startsWith("program waits for fewer than 2 pages that are dirty")
        .contains("(2, of which 2 stay so while they are pinned) or under writeback (0)")
        .endsWith("nothing but a signal that kills it ends this");
  }

  @Test
  void itIsNoTimeOutButWhatEveryOrderComesTo() {
    ExplorationResult result = explored(builtIn("throttled-by-registered-pages"));
    assertThat(result.complete()).isTrue();
    assertThat(result.violations()).hasSize(1);
    assertThat(result.executions()).isEqualTo(1);
  }

  @Test
  void aRegistrationThatEndsLetsTheWriterGoOnInEveryOrder() {
    ExplorationResult result = explored(builtIn("throttled-by-pinned-pages"));
    assertThat(result.complete()).isTrue();
    assertThat(result.violations()).isEmpty();
    assertThat(result.executions()).isEqualTo(75);
  }

  @Test
  void killingEndsTheSleepInEveryOrder() {
    ExplorationResult result = explored(Ext4.scenario(KILLED));
    assertThat(result.complete()).isTrue();
    assertThat(result.violations()).isEmpty();
    assertThat(result.executions()).isGreaterThan(1);
  }

  private static ExplorationResult explored(Scenario scenario) {
    Emulation emulation = Emulation.inMemory(passingPinsBy(scenario));
    return PartialOrder.alone().explore(emulation, Budget.executions(5_000));
  }

  private static Scenario builtIn(String name) {
    return ScenarioFiles.builtIn(name);
  }

  private static Configuration passingPinsBy(Scenario scenario) {
    Configuration plain = Ext4.on(Kernel.LINUX_4_15, scenario);
    KnownPolicies known = KnownPolicies.with(List.of(plain.filesystem()));
    Policies pinned = known.set(Policies.of(Kernel.LINUX_4_15), "registered-pages", "foll-pin");
    return new Configuration(
        scenario,
        known.set(known.set(pinned, "reclaim-pins", "respect"), "clean-pinned", "skip"),
        plain.filesystem());
  }
}
