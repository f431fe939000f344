package org.folioscope.simulation.lockdep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** Orders that different executions show, put together. */
class MergedOrderTest {

  @Test
  void orderOfOneExecutionIsNoneToComplainOf() {
    assertThat(merged("A B")).isEmpty();
    assertThat(merged("A B", "A B", "B C", "A C")).isEmpty();
  }

  @Test
  void oppositeOrdersInDifferentExecutions() {
    assertThat(merged("A B", "B A")).containsExactly("lockdep-circular-a-b");
    assertThat(merged("B A", "A B")).containsExactly("lockdep-circular-a-b");
  }

  @Test
  void circleOfThreeExecutions() {
    assertThat(merged("B C", "C A", "A B")).containsExactly("lockdep-circular-a-b-c");
  }

  @Test
  void readersStayReaders() {
    assertThat(merged("rr(A) rr(B)", "rr(B) rr(A)")).isEmpty();
    assertThat(merged("rr(A) B", "rr(B) A")).containsExactly("lockdep-circular-a-b");
  }

  @Test
  void interruptsInAnotherExecution() {
    assertThat(merged("irq: A", "A")).containsExactly("lockdep-inconsistent-a");
    assertThat(merged("irq: A", "off A B", "B")).containsExactly("lockdep-irq-unsafe-a-b");
  }

  @Test
  void sameMessageAsInOneExecution() {
    MergedOrder merged = new MergedOrder();
    merged.add(new Sequences().run("B C", "C A").order());
    merged.add(new Sequences().run("A B").order());

    assertThat(merged.found())
        .containsEntry(
            "lockdep-circular-a-b-c",
            "possible circular locking dependency detected: A -> B -> C -> A");
  }

  private static Set<String> merged(String... executions) {
    MergedOrder merged = new MergedOrder();
    for (String execution : executions) {
      merged.add(new Sequences().run(execution).order());
    }
    return merged.found().keySet();
  }
}
