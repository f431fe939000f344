package org.folioscope.simulation.lockdep;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which orders of locks can deadlock; the cases of the kernel's lib/locking-selftest.c. */
class OrderRulesTest {

  @Test
  void sameOrderIsWell() {
    assertThat(Sequences.of("A B C", "A C", "B C", "A B")).isEmpty();
  }

  @Test
  void oppositeOrder() {
    assertThat(Sequences.of("A B", "B A")).containsExactly("lockdep-circular-a-b");
  }

  @Test
  void whatIsGivenBackBeforeIsNoOrder() {
    assertThat(Sequences.of("A -A B", "B A")).isEmpty();
    assertThat(Sequences.of("A -A B C", "C A")).isEmpty();
    assertThat(Sequences.of("A B -A C", "C A")).containsExactly("lockdep-circular-a-b-c");
    assertThat(Sequences.of("A B -B C", "C A")).containsExactly("lockdep-circular-a-c");
  }

  @Test
  void circleOfThree() {
    assertThat(Sequences.of("A B", "B C", "C A")).containsExactly("lockdep-circular-a-b-c");
    assertThat(Sequences.of("A B C", "C A")).containsExactly("lockdep-circular-a-b-c");
  }

  @Test
  void circleOfFour() {
    assertThat(Sequences.of("A B", "B C", "C D", "D A"))
        .containsExactly("lockdep-circular-a-b-c-d");
    assertThat(Sequences.of("A B", "C D", "B D", "D A")).containsExactly("lockdep-circular-a-b-d");
  }

  @Test
  void everyCircleIsReportedOnce() {
    assertThat(Sequences.of("A B", "B A", "A B", "B A", "B C", "C A"))
        .containsExactly("lockdep-circular-a-b", "lockdep-circular-a-b-c");
  }

  @Test
  void longestOfTwoCirclesIsReportedToo() {
    assertThat(Sequences.of("B C", "C A", "B A", "A B"))
        .containsExactly("lockdep-circular-a-b", "lockdep-circular-a-b-c");
  }

  @Test
  void namesAreMadeFitForIds() {
    assertThat(Sequences.of("i_rwsem mmap_lock", "mmap_lock i_rwsem"))
        .containsExactly("lockdep-circular-i-rwsem-mmap-lock");
  }

  @Test
  void readersWaitBehindWritersThatWait() {
    assertThat(Sequences.of("r(A) r(B)", "r(B) r(A)")).containsExactly("lockdep-circular-a-b");
    assertThat(Sequences.of("r(A) B", "B r(A)")).containsExactly("lockdep-circular-a-b");
  }

  @Test
  void recursiveReadersDoNotWaitForReaders() {
    assertThat(Sequences.of("rr(A) rr(B)", "rr(B) rr(A)")).isEmpty();
    assertThat(Sequences.of("A rr(B)", "rr(B) A")).isEmpty();
    assertThat(Sequences.of("rr(B) A", "A rr(B)")).isEmpty();
  }

  @Test
  void recursiveReadersWaitForWriters() {
    assertThat(Sequences.of("A B", "rr(B) rr(A)")).containsExactly("lockdep-circular-a-b");
    assertThat(Sequences.of("A rr(B)", "B rr(A)")).containsExactly("lockdep-circular-a-b");
    assertThat(Sequences.of("rr(A) B", "rr(B) A")).containsExactly("lockdep-circular-a-b");
  }

  @Test
  void chainsWithReaders() {
    assertThat(Sequences.of("A rr(B)", "rr(B) rr(C)", "C A")).isEmpty();
    assertThat(Sequences.of("A B", "rr(B) rr(C)", "rr(C) A")).isEmpty();
    assertThat(Sequences.of("A rr(B)", "rr(B) rr(C)", "rr(C) A")).isEmpty();
    assertThat(Sequences.of("A B", "rr(B) rr(C)", "C A")).containsExactly("lockdep-circular-a-b-c");
    assertThat(Sequences.of("A B", "rr(B) C", "rr(C) A")).containsExactly("lockdep-circular-a-b-c");
  }

  @Test
  void writerBelowRecursiveReaderIsNotForgotten() {
    assertThat(Sequences.of("A rr(B) C", "C A")).containsExactly("lockdep-circular-a-c");
  }

  @Test
  void readerThatLaterWritesClosesTheCircle() {
    assertThat(Sequences.of("A rr(B)", "rr(B) A", "A B")).containsExactly("lockdep-circular-a-b");
  }

  @Test
  void nothingLeadsToTrylock() {
    assertThat(Sequences.of("A try(B)", "B A")).isEmpty();
  }

  @Test
  void trylockLeadsToWhatComesAfter() {
    assertThat(Sequences.of("A B", "try(B) A")).containsExactly("lockdep-circular-a-b");
  }

  @Test
  void lockBelowTrylockIsNotForgotten() {
    assertThat(Sequences.of("A try(B) C", "C A")).containsExactly("lockdep-circular-a-c");
  }

  @Test
  void twoOfOneClass() {
    assertThat(Sequences.of("A A#2")).containsExactly("lockdep-recursive-a");
    assertThat(Sequences.of("r(A) r(A)")).containsExactly("lockdep-recursive-a");
    assertThat(Sequences.of("rr(A) A", "A rr(A)")).containsExactly("lockdep-recursive-a");
    assertThat(Sequences.of("A B A#2")).containsExactly("lockdep-recursive-a");
  }

  @Test
  void recursiveReaderMayReadAgain() {
    assertThat(Sequences.of("rr(A) rr(A)", "r(A) rr(A)", "rr(A) B rr(A)")).isEmpty();
  }

  @Test
  void trylockOfOneClassIsWell() {
    assertThat(Sequences.of("A try(A)")).isEmpty();
  }

  @Test
  void nestingLevelsAreClassesOfTheirOwn() {
    assertThat(Sequences.of("A A#2/1", "A#2 A/1")).isEmpty();
    assertThat(Sequences.of("A A#2/1", "A/1 A#2")).containsExactly("lockdep-circular-a-a-1");
    assertThat(Sequences.of("A/1 A#2/1")).containsExactly("lockdep-recursive-a-1");
  }

  @Test
  void nestedLockIsGivenBackByItsClass() {
    assertThat(Sequences.of("A/1 -A B", "B A/1")).isEmpty();
  }

  @Test
  void reclaimThatTakesWhatAnAllocationHolds() {
    assertThat(Sequences.of("i_rwsem might(fs_reclaim)", "fs_reclaim i_rwsem"))
        .containsExactly("lockdep-circular-fs-reclaim-i-rwsem");
    assertThat(Sequences.of("i_rwsem might(fs_reclaim) B", "B i_rwsem"))
        .containsExactly("lockdep-circular-b-i-rwsem");
  }

  @Test
  void commitThatWaitsForHandles() {
    assertThat(
            Sequences.of(
                "r(jbd2_handle) xattr_sem", "xattr_sem might(jbd2_handle)", "r(jbd2_handle)"))
        .containsExactly("lockdep-circular-jbd2-handle-xattr-sem");
  }
}
