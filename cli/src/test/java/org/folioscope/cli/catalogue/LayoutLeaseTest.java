package org.folioscope.cli.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.folioscope.scenarios.explore.KnownPolicies;
import org.folioscope.scenarios.language.Scenario;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.scenarios.run.Emulation;
import org.folioscope.simulation.dpor.PartialOrder;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.ExplorationResult;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.simulation.schedule.LowestFirst;
import org.folioscope.vm.errno.Errno;
import org.junit.jupiter.api.Test;

/** Registrations that need a layout lease (pin:P4), and who wants to change the layout. */
class LayoutLeaseTest {

  private static final String HEAD =
      """
      files:
        file1: 4K
      setup:
        - fd1 = open("file1", O_RDWR)
        - addr = mmap(4K, PROT_READ|PROT_WRITE, MAP_SHARED, fd1, 0)
      tasks:
      """;

  @Test
  void anObligingHolderLetsGoBeforeTheFileIsTruncated() {
    Run run =
        run(
            "fail-operation",
            """
              program:
                - mr = rdma_register(addr, 4K)
                - rdma_write(mr, 0, fill(1), 4K)
                - ftruncate(fd1, 0)
                - rdma_write(mr, 0, fill(2), 4K)
                - rdma_deregister(mr)
            """);
    assertThat(run.execution().violations()).isEmpty();
    assertThat(run.results("ftruncate")).containsExactly(0L);
    assertThat(run.results("rdma_write")).as("what comes later is dropped").containsExactly(0L, 0L);
    assertThat(run.results("rdma_deregister")).containsExactly(0L);
  }

  @Test
  void aDeafHolderMakesTheTruncationFailWhenItsTimeIsOver() {
    Run run = run("fail-operation", deaf());
    assertThat(run.execution().violations())
        .extracting(violation -> violation.id())
        .containsExactly("hang-bounded");
    assertThat(run.results("ftruncate")).containsExactly((long) Errno.EBUSY.result());
  }

  @Test
  void orLosesWhatItHolds() {
    Run run = run("kill-holder", deaf());
    assertThat(run.execution().violations())
        .extracting(violation -> violation.id())
        .containsExactly("hang-bounded");
    assertThat(run.results("ftruncate")).containsExactly(0L);
  }

  @Test
  void aDeafHolderThatEndsInTimeIsNoTrouble() {
    Run run =
        run(
            "fail-operation",
            """
              holder:
                - mr = rdma_register(addr, 4K, lease=deaf)
                - rdma_deregister(mr)
              cutter: [ "ftruncate(fd1, 0)" ]
            """);
    assertThat(run.execution().violations()).isEmpty();
  }

  @Test
  void withoutALeaseNoPagesOfAFileAreHeld() {
    Run run =
        run(
            "fail-operation",
            """
              program:
                - rdma_register(addr, 4K, lease=none)
                - anon = mmap(4K, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS)
                - rdma_register(anon, 4K, lease=none)
            """);
    assertThat(run.results("rdma_register")).containsExactly((long) Errno.EFAULT.result(), 1L);
  }

  @Test
  void nobodyGetsALeaseWhileTheLayoutChanges() {
    Scenario scenario =
        Ext4.scenario(
            HEAD
                + """
                  holder: [ "mr = rdma_register(addr, 4K)" ]
                  puncher: [ "fallocate(fd1, FALLOC_FL_PUNCH_HOLE|FALLOC_FL_KEEP_SIZE, 0, 4K)" ]
                  card: [ "rdma_write(mr, 0, fill(0xCD), 4K)" ]
                """);
    ExplorationResult result =
        PartialOrder.alone()
            .explore(
                Emulation.inMemory(configuration("fail-operation", scenario)),
                Budget.executions(5_000));
    assertThat(result.complete()).isTrue();
    assertThat(result.outcomes()).extracting(found -> found.outcome()).containsExactly("ok");
  }

  private static String deaf() {
    return """
      program:
        - mr = rdma_register(addr, 4K, lease=deaf)
        - ftruncate(fd1, 0)
    """;
  }

  private static Run run(String expired, String tasks) {
    return Run.of(configuration(expired, Ext4.scenario(HEAD + tasks)), new LowestFirst());
  }

  private static Configuration configuration(String expired, Scenario scenario) {
    Configuration plain = Ext4.on(Kernel.LINUX_4_15, scenario);
    KnownPolicies known = KnownPolicies.with(List.of(plain.filesystem()));
    Policies leased = known.set(Policies.of(Kernel.LINUX_4_15), "longterm-on-files", "lease");
    return new Configuration(
        scenario, known.set(leased, "lease-break-expired", expired), plain.filesystem());
  }
}
