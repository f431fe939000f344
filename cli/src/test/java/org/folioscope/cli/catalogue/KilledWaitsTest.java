package org.folioscope.cli.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Map;
import java.util.List;
import org.folioscope.scenarios.explore.KnownPolicies;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.scenarios.run.Emulation;
import org.folioscope.simulation.dpor.PartialOrder;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.ExplorationResult;
import org.folioscope.simulation.explore.FoundOutcome;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sleeps of which a hang says that a signal ends them: it does, in every order. */
class KilledWaitsTest {

  private static final String PROGRAM =
      """
      files: { file1: 4K }
      setup: [ 'unused = open("file1", O_RDWR)' ]
      tasks:
        program:
          process: victim
          calls:
            - fd1 = open("file1", O_RDWR)
            - addr = mmap(4K, PROT_READ|PROT_WRITE, MAP_SHARED, fd1, 0)
            - mr = rdma_register(addr, 4K)
            - %s
      """;

  private static final String KILLER = "  killer: [ kill(victim) ]\n";

  private static final String OUTCOMES =
      """
      outcomes:
        - { on: { kernel: linux-4.15, filesystem: ext4 }, required: [ ok ], because: killed }
      """;

  @ParameterizedTest
  @CsvSource({"wait-interruptible, ok", "wait-interruptible-locked, ok", "wait-unlocked, hang"})
  void whoWaitsForPinsToCleanAPageIsKilledIfTheProposalSaysInterruptibly(String rule, String end) {
    Map<String, String> policies =
        LinkedHashMap.of("registered-pages", "foll-pin", "clean-pinned", rule);
    assertThat(outcomes(PROGRAM.formatted("fsync(fd1)") + KILLER, policies))
        .contains(end)
        .doesNotContain("hang-interruptible");
    assertThat(outcomes(PROGRAM.formatted("fsync(fd1)"), policies))
        .containsExactly(end.equals("ok") ? "hang-interruptible" : end);
  }

  @Test
  void whoWaitsForAnIdleBlockToPunchItIsKilled() {
    String punch =
        "options: { dax: on }\n"
            + PROGRAM.formatted("fallocate(fd1, FALLOC_FL_PUNCH_HOLE|FALLOC_FL_KEEP_SIZE, 0, 4K)");
    Map<String, String> policies =
        LinkedHashMap.of("longterm-on-dax", "allowed", "layout-change", "wait-for-references");
    assertThat(outcomes(punch + KILLER, policies)).containsExactly("ok");
    assertThat(outcomes(punch, policies)).containsExactly("hang-interruptible");
  }

  private static List<String> outcomes(String text, Map<String, String> policies) {
    Scenario scenario = Ext4.scenario(text + OUTCOMES);
    Configuration plain = Ext4.on(Kernel.LINUX_4_15, scenario);
    KnownPolicies known = KnownPolicies.with(List.of(plain.filesystem()));
    Policies chosen = Policies.of(Kernel.LINUX_4_15);
    for (var policy : policies) {
      chosen = known.set(chosen, policy._1(), policy._2());
    }
    Emulation emulation =
        Emulation.inMemory(new Configuration(scenario, chosen, plain.filesystem()));
    ExplorationResult result = PartialOrder.alone().explore(emulation, Budget.executions(5_000));
    assertThat(result.complete()).isTrue();
    return result.outcomes().stream().map(FoundOutcome::outcome).toList();
  }
}
