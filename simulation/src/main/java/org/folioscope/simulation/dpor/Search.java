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

/** One worker's executions, one after the other. */
final class Search implements TracingScheduler {

  private final Frontier frontier;
  private final boolean optimal;
  private final RaceOrders.Notes notes;
  private final List<Node> nodes = new ArrayList<>();
  private final Trace trace = new Trace();
  private @Nullable Branch branch;
  private WakeupTree then = new WakeupTree();
  private int toRepeat;
  private int at;
  private @Nullable PastStates past;

  Search(Frontier frontier, boolean optimal, RaceOrders.Notes notes) {
    this.frontier = frontier;
    this.optimal = optimal;
    this.notes = notes;
  }

  /** Executes once along the claimed way, and asks for what else must be tried. */
  Trial execute(Subject subject, Frontier.Claim claim) {
    begin(claim);
    Trial trial = subject.run(this);
    if (at < toRepeat) {
      throw notRepeated(at);
    }
    wantReversals(Objects.requireNonNull(past, "the run was not traced"));
    return trial;
  }

  /** Where the last execution went. */
  Path path() {
    return new Path(List.copyOf(nodes), trace.taken(nodes.size() - 1));
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
    Node node = nodes.get(at);
    Branch planned = at == toRepeat ? branch : null;
    if (planned == null && node.isOpen()) {
      planned = node.claim();
    }
    if (planned != null && choice.enables(planned.turn().task())) {
      then = planned.then();
      return planned.turn().task();
    }
    then = new WakeupTree();
    return awake(node, choice);
  }

  @Override
  public void turn(int task, Footprint footprint) {
    if (at >= toRepeat) {
      Turn turn =
          new Turn(task, footprint.accesses(), footprint.gate(), footprint.started());
      trace.append(turn);
      Node from = nodes.get(at);
      nodes.add(at == toRepeat ? frontier.taken(from, turn, then) : from.next(turn, then));
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

  private void begin(Frontier.Claim claim) {
    nodes.clear();
    nodes.addAll(claim.path().nodes());
    trace.follow(claim.path().turns());
    branch = claim.branch();
    toRepeat = claim.path().turns().size();
    at = 0;
    past = null;
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

  private void wantReversals(PastStates states) {
    for (Races.Pair race : Races.in(trace, toRepeat, states)) {
      notes.race(trace, race, states);
      frontier.want(nodes.get(race.first()), reversed(race), optimal);
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
