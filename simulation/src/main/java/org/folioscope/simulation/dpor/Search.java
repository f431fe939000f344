package org.folioscope.simulation.dpor;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.folioscope.simulation.dpor.WakeupTree.Branch;
import org.folioscope.simulation.explore.Subject;
import org.folioscope.simulation.explore.Trial;
import org.folioscope.simulation.machine.Footprint;
import org.folioscope.simulation.machine.PastStates;
import org.folioscope.simulation.machine.TracingScheduler;
import org.folioscope.simulation.schedule.Choice;
import org.jspecify.annotations.Nullable;

/** Goes from execution to execution, depth first. */
final class Search implements TracingScheduler {

  private final boolean optimal;
  private final List<Node> path = new ArrayList<>(List.of(Node.first()));
  private final Trace trace = new Trace();
  private WakeupTree then = new WakeupTree();
  private int toRepeat;
  private int at;
  private @Nullable PastStates past;

  Search(boolean optimal) {
    this.optimal = optimal;
  }

  /** Executes once along the current path, and notes what else must be tried. */
  Trial execute(Subject subject) {
    at = 0;
    past = null;
    Trial trial = subject.run(this);
    if (at < toRepeat) {
      throw notRepeated(at);
    }
    findWanted(Objects.requireNonNull(past, "the run was not traced"));
    return trial;
  }

  /** Goes to the deepest state from which something is to be tried; false if there is none. */
  boolean advance() {
    int depth = path.size() - 1;
    while (depth >= 0 && path.get(depth).wanted().isEmpty()) {
      depth--;
    }
    if (depth < 0) {
      return false;
    }
    path.subList(depth + 1, path.size()).clear();
    trace.truncate(depth);
    toRepeat = depth;
    return true;
  }

  @Override
  public int choose(Choice choice) {
    if (at < toRepeat) {
      int task = trace.get(at).task();
      if (!choice.enables(task)) {
        throw notRepeated(at);
      }
      return task;
    }
    Node node = path.get(at);
    then = new WakeupTree();
    if (!node.wanted().isEmpty()) {
      Branch branch = node.wanted().takeFirst();
      if (choice.enables(branch.turn().task())) {
        then = branch.then();
        return branch.turn().task();
      }
    }
    return awake(node, choice);
  }

  @Override
  public void turn(int task, Footprint footprint) {
    if (at >= toRepeat) {
      Turn turn =
          new Turn(task, footprint.accesses(), footprint.gate(), footprint.started());
      trace.append(turn);
      path.add(path.get(at).next(turn, then));
    }
    at++;
  }

  @Override
  public void blocked(int task, Footprint footprint) {
    trace.awaited(new Turn(task, footprint.gate(), footprint.gate(), footprint.started()));
  }

  @Override
  public void ended(PastStates newPast) {
    past = newPast;
  }

  private static int awake(Node node, Choice choice) {
    if (!node.isAsleep(choice.defaultTask())) {
      return choice.defaultTask();
    }
    for (int i = 0; i < choice.size(); i++) {
      if (!node.isAsleep(choice.task(i))) {
        return choice.task(i);
      }
    }
    return Choice.NONE;
  }

  private void findWanted(PastStates states) {
    for (Races.Pair race : Races.in(trace, toRepeat, states)) {
      List<Turn> beginning = reversed(race);
      Node node = path.get(race.first());
      if (optimal) {
        node.want(beginning);
      } else {
        node.wantFirst(beginning);
      }
    }
  }

  /** What an execution begins with, from the state before the first turn, to have the second first. */
  private List<Turn> reversed(Races.Pair race) {
    List<Turn> beginning = new ArrayList<>();
    for (int i = race.first() + 1; i < trace.taken(); i++) {
      if (!trace.happensBefore(race.first(), i)) {
        beginning.add(trace.get(i));
      }
    }
    beginning.add(trace.get(race.second()));
    return beginning;
  }

  private static IllegalStateException notRepeated(int turn) {
    return new IllegalStateException(
        "the subject is no function of the schedule: turn "
            + turn
            + " was another one when the same choices were made before");
  }
}
