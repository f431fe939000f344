package org.folioscope.scenarios.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.trivial.TrivialProvider;
import org.folioscope.vm.waitqueue.WakePolicies;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The debate about cost, in numbers. */
class WritebackEndProbeTest {

  /** Set and clear of PG_writeback are two; who wakes clears PG_waiters. */
  @ParameterizedTest
  @CsvSource({
    "ORIGINAL, 2, 3, 0",
    "REFERENCE_IF_WAITED, 2, 5, 0",
    "WAKE_UNDER_LOCK, 2, 3, 1",
    "HOLD_REFERENCE, 4, 5, 0",
    "REFERENCE_FOR_IO, 4, 5, 0",
    "NO_TAIL_CHECK, 2, 3, 0",
    "CLEAR_IN_WAKE, 2, 3, 0",
    "HOLD_REFERENCE_ONE_ATOMIC, 4, 5, 0",
    "WAIT_TO_SET, 2, 3, 0",
  })
  void referencesCostTwoAtomicsWhereTheyAreTaken(
      WakePolicies.WritebackEnd end, int alone, int awaited, int wokenUnderIPages) {
    Policies policies = Policies.of(Kernel.LINUX_5_9).with(WakePolicies.WRITEBACK_END, end);
    WritebackEndCosts nobodyWaits =
        WritebackEndProbe.ALONE.measure(policies, new TrivialProvider());
    WritebackEndCosts oneSleeps =
        WritebackEndProbe.AWAITED.measure(policies, new TrivialProvider());

    assertThat(nobodyWaits.writebacks()).isOne();
    assertThat(nobodyWaits.atomics()).isEqualTo(alone);
    assertThat(nobodyWaits.iPagesHolds()).isOne();
    assertThat(nobodyWaits.queueHolds()).isZero();
    assertThat(nobodyWaits.sleeperQueueHolds()).isZero();
    assertThat(oneSleeps.atomics()).isEqualTo(awaited);
    assertThat(oneSleeps.queueHolds()).isOne();
    assertThat(oneSleeps.wakesUnderIPages()).isEqualTo(wokenUnderIPages);
    assertThat(oneSleeps.sleeperAtomics()).isOne();
    assertThat(oneSleeps.sleeperQueueHolds()).isOne();
  }
}
