package org.folioscope.simulation.dpor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.state.AccessListener;
import org.folioscope.simulation.explore.Subject;
import org.folioscope.simulation.lab.CellEvent;
import org.folioscope.simulation.lab.Lab;
import org.folioscope.simulation.machine.MachineObserver;
import org.junit.jupiter.api.Test;

/** An observer that judges by the order of events gets every order, if it says so. */
class ObservedOrderTest {

  /** Three tasks that have nothing in common, each writes a cell of its own. */
  private static final int TASKS = 3;

  @Test
  void observerThatSaysNothingSeesOneOrder() {
    Explored explored = explore((event, footprint) -> {});

    assertThat(explored.outcomes()).containsExactly("[0, 1, 2]");
    assertThat(explored.result().executions()).isEqualTo(1);
  }

  @Test
  void observerThatSaysItMindsSeesEveryOrder() {
    Explored explored =
        explore((event, footprint) -> footprint.write(MachineObserver.location(1, 0)));

    assertThat(explored.outcomes()).hasSize(6);
    assertThat(explored.result().executions()).isEqualTo(6);
    assertThat(explored.result().repeats()).isZero();
  }

  @Test
  void observerThatOnlyCountsSeesOneOrder() {
    Explored explored =
        explore((event, footprint) -> footprint.add(MachineObserver.location(1, 0)));

    assertThat(explored.result().executions()).isEqualTo(1);
  }

  @Test
  void observerThatMindsOneEventAgainstTheOthers() {
    Explored explored =
        explore((event, footprint) -> {
          if (event instanceof CellEvent.CellSet(int cell, long value) && cell == 1) {
            footprint.write(MachineObserver.location(1, 0));
          } else {
            footprint.read(MachineObserver.location(1, 0));
          }
        });

    // each of the two others before or after
    assertThat(explored.result().executions()).isEqualTo(4);
  }

  @Test
  void locationsOfObserversAreNoStateAndDiffer() {
    assertThat(MachineObserver.location(0, 0)).isNegative();
    assertThat(MachineObserver.location(1023, 1L << 40)).isNegative();
    assertThat(
            List.of(
                MachineObserver.location(0, 0),
                MachineObserver.location(0, 1),
                MachineObserver.location(0, 1L << 40),
                MachineObserver.location(1, 0),
                MachineObserver.location(1, 1)))
        .doesNotHaveDuplicates();
  }

  private interface Minding {
    void order(Event event, AccessListener footprint);
  }

  private static Explored explore(Minding minding) {
    Supplier<Subject> subjects =
        () -> {
          Lab lab = new Lab();
          Listing listing = new Listing(minding);
          lab.machine.observe(listing);
          return lab.fromHere(
                  () -> {
                    listing.tasks.clear();
                    for (int id = 0; id < TASKS; id++) {
                      int cell = id;
                      lab.task(id, () -> lab.machine.atomic(() -> lab.cells.set(cell, 1)));
                    }
                  })
              .ends(end -> listing.tasks.toString());
        };
    return Explored.optimal(subjects);
  }

  /** Lists who writes, in order. */
  private static final class Listing implements MachineObserver {

    final List<Integer> tasks = new ArrayList<>();
    private final Minding minding;

    Listing(Minding minding) {
      this.minding = minding;
    }

    @Override
    public void happened(long number, int task, Event event) {
      if (event instanceof CellEvent.CellSet) {
        tasks.add(task);
      }
    }

    @Override
    public void order(Event event, AccessListener footprint) {
      if (event instanceof CellEvent.CellSet) {
        minding.order(event, footprint);
      }
    }
  }
}
