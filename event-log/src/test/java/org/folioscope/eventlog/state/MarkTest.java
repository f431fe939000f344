package org.folioscope.eventlog.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkTest {

  private final StateSpace space = new StateSpace();
  private final LongCell cell = space.cell("cell");
  private final Sequence sequence = space.sequence("sequence");

  @Test
  void nothingIsKeptWithoutAMark() {
    StateSpace.Mark mark = space.mark();
    change(100);
    assertThat(space.undoSize()).isEqualTo(100);

    space.release(mark);
    change(100);

    assertThat(space.undoSize()).isZero();
    assertThat(cell.get()).isEqualTo(200);
  }

  @Test
  void anOuterMarkStaysWhenAnInnerOneIsReleased() {
    StateSpace.Mark outer = space.mark();
    StateSpace.Mark inner = space.mark();
    change(3);
    space.release(inner);
    change(4);

    space.rollback(outer);

    assertThat(cell.get()).isZero();
    assertThat(space.digest()).isZero();
    assertThatThrownBy(() -> space.rollback(inner)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aMarkThatIsNotOpenIsRefused() {
    StateSpace.Mark first = space.mark();
    change(1);
    StateSpace.Mark second = space.mark();
    space.rollback(first);
    assertThatThrownBy(() -> space.rollback(second)).isInstanceOf(IllegalStateException.class);
    space.release(first);
    StateSpace.Mark third = space.mark();

    assertThatThrownBy(() -> space.rollback(first)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> space.release(first)).isInstanceOf(IllegalStateException.class);
    change(1);
    space.rollback(third);
    assertThat(cell.get()).isZero();
  }

  @Test
  void aSnapshotKnowsNothingOfLaterContainers() {
    change(5);
    StateSpace.Snapshot snapshot = space.snapshot();
    LongArray longs = space.longs("later.longs");
    RefArray<String> refs = space.refs("later.refs");
    LongMap<String> map = space.map("later.map");
    Sequence later = space.sequence("later.sequence");
    StateSpace.Mark mark = space.mark();
    apply(() -> {
      longs.set(3, 1);
      refs.set(20, "a");
      map.put(7, "b");
      later.addLast(9);
      sequence.addLast(1);
    });

    space.restore(snapshot);

    assertThat(space.values()).containsOnlyKeys("cell[0]");
    assertThat(space.digest()).isEqualTo(snapshot.digest());
    apply(() -> later.addLast(9));
    assertThat(later.contains(9)).isTrue();
    assertThatThrownBy(() -> space.rollback(mark)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new StateSpace().restore(snapshot))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSequenceHasEachNumberOnce() {
    for (long item : List.of(0L, 5L, 1L << 20, Long.MAX_VALUE)) {
      apply(() -> sequence.addLast(item));
      long digest = space.digest();
      assertThatThrownBy(() -> apply(() -> sequence.addFirst(item)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(item + " is in sequence already");
      assertThatThrownBy(() -> apply(() -> sequence.addLast(item)))
          .isInstanceOf(IllegalStateException.class);
      assertThat(space.digest()).isEqualTo(digest);
    }
    assertThatThrownBy(() -> apply(() -> sequence.addLast(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    apply(() -> sequence.remove(1L << 20));
    apply(() -> sequence.addFirst(1L << 20));
    assertThat(space.values()).containsEntry("sequence", "[1048576, 0, 5, 9223372036854775807]");
  }

  @Test
  void undoAndRestoreKnowTheMembers() {
    apply(() -> sequence.addLast(1));
    StateSpace.Snapshot snapshot = space.snapshot();
    StateSpace.Mark mark = space.mark();
    apply(() -> sequence.remove(1));
    apply(() -> sequence.addLast(2));
    space.rollback(mark);
    assertThat(sequence.contains(1)).isTrue();
    assertThat(sequence.contains(2)).isFalse();
    apply(() -> sequence.remove(1));
    space.restore(snapshot);
    assertThat(sequence.contains(1)).isTrue();
    assertThatThrownBy(() -> apply(() -> sequence.addLast(1)))
        .isInstanceOf(IllegalStateException.class);
  }

  private void change(int times) {
    for (int i = 0; i < times; i++) {
      apply(() -> cell.add(1));
    }
  }

  private void apply(Runnable change) {
    space.beginApply();
    try {
      change.run();
    } finally {
      space.endApply();
    }
  }
}
