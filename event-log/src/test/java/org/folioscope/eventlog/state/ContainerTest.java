package org.folioscope.eventlog.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.folioscope.eventlog.content.Content;

class ContainerTest {

  private static final int SLOTS = 20;

  /** A change of one of the containers. */
  private record Change(int container, int slot, long value) {}

  /** One container of each kind. */
  private static final class Containers {

    final StateSpace space = new StateSpace();
    final LongArray longs = space.longs("longs");
    final LongCell cell = space.cell("cell");
    final RefArray<String> refs = space.refs("refs");
    final LongMap<Content> map = space.map("map");
    final Sequence sequence = space.sequence("sequence");

    void apply(Change change) {
      space.beginApply();
      switch (change.container()) {
        case 0 -> longs.set(change.slot(), change.value());
        case 1 -> longs.add(change.slot(), change.value());
        case 2 -> cell.add(change.value());
        case 3 -> refs.set(change.slot(), change.value() == 0 ? null : "v" + change.value());
        case 4 ->
            map.put(
                change.slot(),
                change.value() == 0 ? null : Content.fill((int) change.value(), 512));
        case 5 -> toggle(change.slot(), change.value() > 0);
        default -> throw new IllegalArgumentException();
      }
      space.endApply();
    }

    private void toggle(long item, boolean first) {
      if (sequence.contains(item)) {
        sequence.remove(item);
      } else if (first) {
        sequence.addFirst(item);
      } else {
        sequence.addLast(item);
      }
    }
  }

  @Property(tries = 300)
  void rollbackRestoresValuesAndDigest(
      @ForAll("changes") List<Change> before, @ForAll("changes") List<Change> after) {
    Containers containers = new Containers();
    before.forEach(containers::apply);
    SortedMap<String, String> values = containers.space.values();
    long digest = containers.space.digest();
    StateSpace.Mark mark = containers.space.mark();

    after.forEach(containers::apply);
    containers.space.rollback(mark);

    assertThat(containers.space.values()).isEqualTo(values);
    assertThat(containers.space.digest()).isEqualTo(digest);
    before.forEach(containers::apply);
    containers.space.rollback(mark);
    assertThat(containers.space.values()).isEqualTo(values);
  }

  @Property(tries = 200)
  void restoreBringsBackTheSnapshot(
      @ForAll("changes") List<Change> before, @ForAll("changes") List<Change> after) {
    Containers containers = new Containers();
    before.forEach(containers::apply);
    StateSpace.Snapshot snapshot = containers.space.snapshot();
    SortedMap<String, String> values = containers.space.values();

    for (int i = 0; i < 2; i++) {
      after.forEach(containers::apply);
      containers.space.restore(snapshot);
      assertThat(containers.space.values()).isEqualTo(values);
      assertThat(containers.space.digest()).isEqualTo(snapshot.digest());
    }
  }

  @Property(tries = 300)
  void digestsAreEqualExactlyWhenStatesAre(
      @ForAll("changes") List<Change> one, @ForAll("changes") List<Change> two) {
    Containers left = new Containers();
    one.forEach(left::apply);
    Containers right = new Containers();
    two.forEach(right::apply);

    assertThat(left.space.digest() == right.space.digest())
        .isEqualTo(left.space.values().equals(right.space.values()));

    // Another way to the same state: build the left state anew, value by value, over what stands on
    // the right.
    copy(left, right);
    assertThat(right.space.values()).isEqualTo(left.space.values());
    assertThat(right.space.digest()).isEqualTo(left.space.digest());
  }

  @Property(tries = 200)
  void everySlotCountsForTheDigest(
      @ForAll("changes") List<Change> changes, @ForAll("change") Change last) {
    Containers containers = new Containers();
    changes.forEach(containers::apply);
    SortedMap<String, String> values = containers.space.values();
    long digest = containers.space.digest();

    containers.apply(last);

    assertThat(containers.space.digest() != digest)
        .isEqualTo(!containers.space.values().equals(values));
  }

  @Example
  void anEmptyStateHasDigestZero() {
    Containers containers = new Containers();
    containers.apply(new Change(0, 3, 7));
    containers.apply(new Change(0, 3, 0));
    assertThat(containers.space.digest()).isZero();
    assertThat(containers.space.values()).isEmpty();
  }

  @Example
  void nothingChangesOutsideApply() {
    Containers containers = new Containers();
    List<Consumer<Containers>> writes =
        List.of(
            c -> c.longs.set(1, 1),
            c -> c.longs.add(1, 1),
            c -> c.cell.set(1),
            c -> c.cell.add(1),
            c -> c.refs.set(1, "x"),
            c -> c.map.put(1, Content.fill(1, 512)),
            c -> c.sequence.addFirst(1),
            c -> c.sequence.addLast(1),
            c -> c.sequence.remove(1));
    for (Consumer<Containers> write : writes) {
      assertThatThrownBy(() -> write.accept(containers))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("applied");
    }
    assertThat(containers.space.digest()).isZero();
  }

  @Example
  void theListenerSeesReadsWritesAndAdds() {
    Containers containers = new Containers();
    List<String> seen = new ArrayList<>();
    containers.space.listen(
        new AccessListener() {
          @Override
          public void read(long location) {
            seen.add("read " + location);
          }

          @Override
          public void write(long location) {
            seen.add("write " + location);
          }

          @Override
          public void add(long location) {
            seen.add("add " + location);
          }
        });
    containers.apply(new Change(0, 3, 1));
    containers.apply(new Change(1, 3, 1));
    assertThat(containers.longs.get(3)).isEqualTo(2);
    containers.apply(new Change(4, 9, 1));
    assertThat(containers.map.nextKey(0)).isEqualTo(9L);
    containers.space.listen(null);
    containers.longs.get(3);

    assertThat(seen)
        .containsExactly(
            "write " + containers.longs.location(3),
            "add " + containers.longs.location(3),
            "read " + containers.longs.location(3),
            "write " + containers.map.location(9),
            "add " + containers.map.location(-1),
            "read " + containers.map.location(-1));
  }

  @Example
  void namesAreUnique() {
    StateSpace space = new StateSpace();
    space.longs("a");
    assertThatThrownBy(() -> space.refs("a")).isInstanceOf(IllegalArgumentException.class);
  }

  @Provide
  Arbitrary<Change> change() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 5),
            Arbitraries.integers().between(0, SLOTS - 1),
            Arbitraries.longs().between(-3, 3))
        .as(Change::new);
  }

  @Provide
  Arbitrary<List<Change>> changes() {
    return change().list().ofMaxSize(40);
  }

  private static void copy(Containers from, Containers to) {
    to.space.beginApply();
    to.cell.set(from.cell.get());
    for (int slot = 0; slot < SLOTS; slot++) {
      to.longs.set(slot, from.longs.get(slot));
      to.refs.set(slot, from.refs.get(slot));
      to.map.put(slot, from.map.get(slot));
      if (to.sequence.contains(slot)) {
        to.sequence.remove(slot);
      }
    }
    for (int i = from.sequence.size() - 1; i >= 0; i--) {
      to.sequence.addFirst(from.sequence.get(i));
    }
    to.space.endApply();
  }
}
