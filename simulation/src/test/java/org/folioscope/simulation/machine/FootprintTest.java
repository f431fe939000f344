package org.folioscope.simulation.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.folioscope.simulation.lab.Lab;
import org.folioscope.simulation.lab.Program;
import org.folioscope.simulation.lab.Programs;
import org.folioscope.simulation.lab.Watching;
import org.folioscope.simulation.schedule.Choice;
import org.folioscope.simulation.schedule.LowestFirst;
import org.folioscope.simulation.schedule.Scheduler;
import org.folioscope.simulation.schedule.SeededRandom;
import org.junit.jupiter.api.Test;

/** What a turn reads, writes and adds to, and what follows from it. */
class FootprintTest {

  private final Lab lab = new Lab();
  private final List<Accesses> turns = new ArrayList<>();

  @Test
  void turnTellsWhatItTouched() {
    lab.task(
        0,
        () -> {
          lab.machine.atomic(() -> lab.cells.set(1, lab.cells.get(0)));
          lab.machine.now(() -> lab.cells.get(3));
          lab.machine.atomic(() -> lab.cells.add(2, 1));
        });

    lab.run(watching(new LowestFirst()));

    assertThat(turns).hasSize(2);
    assertThat(turns.get(0).reads()).contains(cell(0), cell(3)).doesNotContain(cell(1), cell(2));
    assertThat(turns.get(0).writes()).containsExactly(cell(1));
    assertThat(turns.get(0).adds()).isEmpty();
    assertThat(turns.get(1).adds()).containsExactly(cell(2));
  }

  @Test
  void conditionOfWaitIsRead() {
    lab.task(0, () -> lab.await(0, 0));

    lab.run(watching(new LowestFirst()));

    assertThat(turns.getFirst().reads()).contains(cell(0));
  }

  @Test
  void observersLeaveNoTrace() {
    lab.machine.observe((number, task, event) -> lab.cells.get(7));
    lab.task(0, () -> lab.machine.atomic(() -> lab.cells.set(0, 1)));

    lab.run(watching(new LowestFirst()));

    assertThat(turns.getFirst().reads()).doesNotContain(cell(7));
  }

  @Test
  void readingTheTimeForTheLogLeavesNoTrace() {
    lab.task(0, () -> lab.machine.atomic(() -> lab.cells.set(0, 1)));
    lab.task(1, () -> lab.machine.atomic(() -> lab.cells.set(1, 1)));

    lab.run(watching(new LowestFirst()));

    assertThat(turns.get(0).conflictsWith(turns.get(1))).isFalse();
  }

  @Test
  void whatConflicts() {
    Accesses read = accesses(f -> f.read(1));
    Accesses write = accesses(f -> f.write(1));
    Accesses add = accesses(f -> f.add(1));
    Accesses elsewhere = accesses(f -> f.write(2));

    assertThat(read.conflictsWith(read)).isFalse();
    assertThat(add.conflictsWith(add)).isFalse();
    for (Accesses one : List.of(read, add, write)) {
      assertThat(one.conflictsWith(write)).isTrue();
      assertThat(write.conflictsWith(one)).isTrue();
      assertThat(one.conflictsWith(elsewhere)).isFalse();
      assertThat(one.conflictsWith(Accesses.NONE)).isFalse();
    }
    assertThat(read.conflictsWith(add)).isTrue();
    assertThat(add.conflictsWith(read)).isTrue();
  }

  @Property
  void conflictsAmongManyLocationsAreThoseOfEachPair(
      @ForAll @Size(max = 20) List<@IntRange(max = 60) Integer> left,
      @ForAll @Size(max = 20) List<@IntRange(max = 60) Integer> right) {
    Accesses written = accesses(f -> left.forEach(f::write));
    Accesses read = accesses(f -> right.forEach(f::read));

    assertThat(written.conflictsWith(read)).isEqualTo(left.stream().anyMatch(right::contains));
    assertThat(read.conflictsWith(written)).isEqualTo(left.stream().anyMatch(right::contains));
  }

  @Test
  void clearedFootprintIsEmpty() {
    Footprint full = new Footprint();
    full.write(1);
    full.clear();

    assertThat(full.accesses().conflictsWith(accesses(f -> f.write(1)))).isFalse();
  }

  @Test
  void interruptConflictsWithTurnsThatItHoldsBack() {
    lab.task(0, () -> lab.machine.atomic(() -> lab.cells.set(0, 1)));
    lab.interrupt(
        9,
        0,
        () -> {
          lab.machine.atomic(() -> lab.cells.set(1, 1));
          lab.machine.atomic(() -> lab.cells.set(2, 1));
        });

    lab.run(watching(new LowestFirst()));

    assertThat(turns.get(0).conflictsWith(turns.get(1))).isTrue();
  }

  @Test
  void interruptThatIsOverInOneTurnHoldsNobodyBack() {
    lab.task(0, () -> lab.machine.atomic(() -> lab.cells.set(0, 1)));
    lab.interrupt(9, 0, () -> lab.machine.atomic(() -> lab.cells.set(1, 1)));

    lab.run(watching(new LowestFirst()));

    assertThat(turns.get(0).conflictsWith(turns.get(1))).isFalse();
  }

  @Property(tries = 400)
  void neighboursWithoutConflictMayChangePlaces(@ForAll long programSeed, @ForAll long seed) {
    Program program = Programs.random(programSeed);
    Walk walk = new Walk(program, new SeededRandom(seed));

    for (int at = 0; at + 1 < walk.tasks.size(); at++) {
      boolean sameTask = walk.tasks.get(at).equals(walk.tasks.get(at + 1));
      if (!sameTask && !walk.turns.get(at).conflictsWith(walk.turns.get(at + 1))) {
        List<Integer> swapped = new ArrayList<>(walk.tasks);
        swapped.set(at, walk.tasks.get(at + 1));
        swapped.set(at + 1, walk.tasks.get(at));
        Walk other = new Walk(program, new Sequential(swapped));
        assertThat(other.tasks).isEqualTo(swapped);
        assertThat(other.digest).isEqualTo(walk.digest);
      }
    }
  }

  private long cell(int cell) {
    return lab.cells.location(cell);
  }

  private Scheduler watching(Scheduler scheduler) {
    return new Watching(scheduler, (task, footprint) -> turns.add(footprint.accesses()));
  }

  private static Accesses accesses(Consumer<Footprint> filling) {
    Footprint footprint = new Footprint();
    filling.accept(footprint);
    return footprint.accesses();
  }

  /** One execution with its turns. */
  private static final class Walk {

    final List<Integer> tasks = new ArrayList<>();
    final List<Accesses> turns = new ArrayList<>();
    final long digest;

    Walk(Program program, Scheduler scheduler) {
      Lab lab = new Lab();
      program.start(lab);
      lab.run(
          new Watching(
              scheduler,
              (task, footprint) -> {
                tasks.add(task);
                turns.add(footprint.accesses());
              }));
      lab.machine.abandonTasks();
      digest = lab.space.digest();
    }
  }

  /** Has the tasks take their turns in a given order; asked only where there is a choice. */
  private static final class Sequential implements Scheduler {

    private final List<Integer> order;

    Sequential(List<Integer> order) {
      this.order = order;
    }

    @Override
    public int choose(Choice choice) {
      int index = indexAfter(choice);
      return index < order.size() && choice.enables(order.get(index))
          ? order.get(index)
          : choice.defaultTask();
    }

    /** The place in the order right after the current task's latest turn. */
    private int indexAfter(Choice choice) {
      if (choice.current() == Choice.NONE) {
        return 0;
      }
      long seen = 0;
      for (int i = 0; i < order.size(); i++) {
        if (order.get(i) == choice.current() && ++seen == choice.currentSteps()) {
          return i + 1;
        }
      }
      return order.size();
    }
  }
}
