package org.folioscope.vm.vmstat;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** The arithmetic of the limits for dirty pages. */
final class DirtyLimitsTest {

  private static final long MOST = 1L << 40;

  @Test
  void theyAreATenthAndAFifthInPartsOfAPageWithTheRestCutOff() {
    assertThat(DirtyLimits.of(11)).isEqualTo(new DirtyLimits(1, 2));
    assertThat(DirtyLimits.of(21)).isEqualTo(new DirtyLimits(2, 4));
    // 819 / 4096 and 409 / 4096 of it, which is less than a fifth and a tenth
    assertThat(DirtyLimits.of(1_000_000)).isEqualTo(new DirtyLimits(99_853, 199_951));
  }

  @Test
  void withoutMemoryNothingMayBeDirty() {
    assertThat(DirtyLimits.of(0)).isEqualTo(new DirtyLimits(0, 0));
  }

  @Property
  void theFlusherBeginsBeforeWritersAreStopped(@ForAll @LongRange(max = MOST) long memory) {
    DirtyLimits limits = DirtyLimits.of(memory);
    assertThat(limits.background()).isBetween(0L, limits.hard());
    assertThat(limits.freerun()).isBetween(limits.background(), limits.hard());
    if (limits.hard() > 0) {
      assertThat(limits.background()).isLessThan(limits.hard());
    }
  }

  @Property
  void theyAreNearlyTheRatiosAndNeverMore(@ForAll @LongRange(max = MOST) long memory) {
    DirtyLimits limits = DirtyLimits.of(memory);
    assertThat(limits.hard()).isBetween(memory * 199 / 1000 - 1, memory * DirtyLimits.RATIO / 100);
    assertThat(limits.background())
        .isBetween(memory * 99 / 1000 - 1, memory * DirtyLimits.BACKGROUND_RATIO / 100);
  }

  @Property
  void moreMemoryNeverMeansLess(
      @ForAll @LongRange(max = MOST) long memory, @ForAll @LongRange(max = MOST) long more) {
    DirtyLimits less = DirtyLimits.of(memory);
    DirtyLimits limits = DirtyLimits.of(memory + more);
    assertThat(limits.hard()).isGreaterThanOrEqualTo(less.hard());
    assertThat(limits.background()).isGreaterThanOrEqualTo(less.background());
    assertThat(limits.freerun()).isGreaterThanOrEqualTo(less.freerun());
  }
}
