package org.folioscope.eventlog.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is left of the state when the power goes: what somebody said is on a medium. */
class PowerLossTest {

  private final StateSpace space = new StateSpace();
  private final LongArray disk = space.longs("disk.blocks");
  private final LongArray numbers = space.longs("memory.numbers");
  private final RefArray<String> words = space.refs("memory.words");
  private final LongMap<String> map = space.map("memory.map");
  private final Sequence list = space.sequence("memory.list");

  PowerLossTest() {
    space.durable("disk.");
    apply(() -> {
      disk.set(1, 7);
      numbers.set(3, 4);
      words.set(0, "word");
      map.put(9, "value");
      list.addLast(5);
      list.addLast(2);
    });
  }

  private void apply(Runnable change) {
    space.beginApply();
    change.run();
    space.endApply();
  }

  @Test
  void onlyWhatIsDurableIsLeft() {
    apply(space::losePower);
    assertThat(space.values().toString()).isEqualTo("{disk.blocks[1]=7}");
  }

  @Test
  void theDigestIsThatOfAMachineThatNeverHadMore() {
    StateSpace other = new StateSpace();
    LongArray same = other.longs("disk.blocks");
    other.beginApply();
    same.set(1, 7);
    other.endApply();
    apply(space::losePower);
    assertThat(space.digest()).isEqualTo(other.digest());
  }

  @Test
  void itCanBeUndone() {
    String before = space.values().toString();
    StateSpace.Mark mark = space.mark();
    apply(space::losePower);
    space.rollback(mark);
    assertThat(space.values().toString()).isEqualTo(before);
  }
}
