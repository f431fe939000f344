package org.folioscope.simulation.machine;

import java.util.ArrayList;
import java.util.List;
import org.folioscope.eventlog.state.AccessListener;
import org.folioscope.eventlog.state.Container;
import org.folioscope.eventlog.state.StateSpace;
import org.jspecify.annotations.Nullable;

/**
 * The states between the turns of the last traced run. Looking at one takes the state back to it:
 * from the newest to the oldest, until the next run begins.
 */
public final class PastStates {

  /** Stands for all that is no state, but judged by its order. */
  private static final String OBSERVED = "(observed order)";

  private final StateSpace space;
  private final MachineState state;
  private final List<StateSpace.Mark> marks = new ArrayList<>();
  private final List<Gate> turns = new ArrayList<>();
  private final List<Gate> blocked = new ArrayList<>();

  /** What stood before a turn. */
  private record Gate(TaskSpec spec, boolean entered, @Nullable Wait awaited) {

    static Gate of(Task task) {
      return new Gate(task.spec, task.entered, task.wait);
    }
  }

  PastStates(StateSpace space, MachineState state) {
    this.space = space;
    this.state = state;
  }

  void clear() {
    marks.clear();
    turns.clear();
    blocked.clear();
  }

  void beforeTurn(Task task) {
    marks.add(space.mark());
    turns.add(Gate.of(task));
  }

  void blocked(Task task) {
    blocked.add(Gate.of(task));
  }

  /**
   * The name of the task that took a turn.
   *
   * @param turn which turn of the run, as in {@link #couldTake}
   */
  public String taskName(int turn) {
    return gate(turn).spec().name();
  }

  /** What kind of state a location is, by its container's name. */
  public String kindOf(long location) {
    return location < 0 ? OBSERVED : space.containers().get(Container.number(location)).name();
  }

  /**
   * Whether a turn could have been taken earlier, if its task had stood there already.
   *
   * @param turn which turn of the run, from 0; the tasks that were blocked at the end follow, as if
   *     each had one more
   * @param before the turn before which it would have been taken; must not grow from call to call
   * @param looked hears what the wait's condition read; that may be more than it read in the run
   */
  public boolean couldTake(int turn, int before, AccessListener looked) {
    Gate gate = gate(turn);
    space.rollback(marks.get(before));
    return state.admits(gate.spec(), gate.entered())
        && (gate.awaited() == null || isReady(gate.awaited(), looked));
  }

  private boolean isReady(Wait wait, AccessListener looked) {
    space.listen(looked);
    boolean ready = wait.ready();
    space.listen(null);
    return ready;
  }

  private Gate gate(int turn) {
    return turn < turns.size() ? turns.get(turn) : blocked.get(turn - turns.size());
  }
}
