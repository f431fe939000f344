package org.folioscope.simulation.lockdep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which locks interrupts may take; irq-safety as in the kernel's lib/locking-selftest.c. */
class InterruptRulesTest {

  @Test
  void lockOfInterruptsTakenWithInterruptsOn() {
    assertThat(Sequences.of("A", "irq: A")).containsExactly("lockdep-inconsistent-a");
    assertThat(Sequences.of("irq: A", "A")).containsExactly("lockdep-inconsistent-a");
  }

  @Test
  void lockOfInterruptsTakenWithInterruptsOff() {
    assertThat(Sequences.of("off A -A on", "irq: A")).isEmpty();
  }

  @Test
  void interruptsComeOnWhileItIsHeld() {
    assertThat(Sequences.of("irq: A", "off A on")).containsExactly("lockdep-inconsistent-a");
    assertThat(Sequences.of("irq: A", "off off A on -A on")).isEmpty();
  }

  @Test
  void interruptThatOnlyTries() {
    assertThat(Sequences.of("A", "irq: try(A)")).isEmpty();
  }

  @Test
  void interruptThatReads() {
    assertThat(Sequences.of("rr(A)", "irq: rr(A)")).isEmpty();
    assertThat(Sequences.of("A", "irq: rr(A)")).containsExactly("lockdep-inconsistent-a");
    assertThat(Sequences.of("rr(A)", "irq: A")).containsExactly("lockdep-inconsistent-a");
  }

  @Test
  void safeLockBeforeUnsafeLockInWhateverOrderItComesToLight() {
    assertUnsafe("irq: A", "off A B -B -A on", "B");
    assertUnsafe("off A B -B -A on", "irq: A", "B");
    assertUnsafe("B", "off A B -B -A on", "irq: A");
    assertUnsafe("off A B -B -A on", "B", "irq: A");
  }

  @Test
  void safeLockBeforeUnsafeLockOverAnother() {
    assertThat(Sequences.of("irq: A", "off A B -B -A on", "off B C -C -B on", "C"))
        .containsExactly("lockdep-irq-unsafe-a-c");
  }

  @Test
  void unsafeLockBeforeSafeLockIsWell() {
    assertThat(Sequences.of("irq: A", "B off A -A on")).isEmpty();
  }

  @Test
  void interruptsThatReadWhatIsOnlyRead() {
    assertThat(Sequences.of("irq: rr(A)", "off rr(A) B -B on", "B")).isEmpty();
    assertThat(Sequences.of("irq: rr(A)", "off A B -B -A on", "B"))
        .containsExactly("lockdep-irq-unsafe-a-b");
    assertThat(Sequences.of("irq: A", "off A rr(B)", "on rr(B)")).isEmpty();
  }

  private static void assertUnsafe(String... lines) {
    assertThat(Sequences.of(lines)).isEqualTo(List.of("lockdep-irq-unsafe-a-b"));
  }
}
