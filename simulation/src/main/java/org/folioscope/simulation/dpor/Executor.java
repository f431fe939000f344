package org.folioscope.simulation.dpor;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.folioscope.simulation.explore.Subject;
import org.folioscope.simulation.explore.Trial;
import org.folioscope.simulation.machine.Footprint;
import org.folioscope.simulation.machine.PastStates;
import org.folioscope.simulation.machine.TracingScheduler;
import org.folioscope.simulation.schedule.Choice;
import org.jspecify.annotations.Nullable;

/** Executes one plan after the other on one subject. */
final class Executor implements TracingScheduler {

  private final Subject subject;
  private final boolean optimal;
  private final List<Races.Pair> known = new ArrayList<>();
  private final Trace trace = new Trace();
  private Plan plan = Plan.FIRST;
  private List<Turn> asleep = List.of();
  private boolean planned;
  private int searched;
  private int at;
  private @Nullable PastStates past;

  Executor(Subject subject, boolean optimal) {
    this.subject = subject;
    this.optimal = optimal;
  }

  /** Executes, and finds the races. */
  Execution execute(Plan newPlan) {
    plan = newPlan;
    asleep = plan.asleep();
    planned = true;
    at = 0;
    past = null;
    searched = Math.min(searched, trace.follow(plan.done()));
    known.removeIf(race -> race.second() >= searched);
    Trial trial = subject.run(this);
    if (at < plan.done().size()) {
      throw notRepeated();
    }
    PastStates states = Objects.requireNonNull(past, "the run was not traced");
    known.addAll(Races.in(trace, searched, states));
    searched = trace.taken();
    return new Execution(trial, trace.takenFrom(plan.done().size()), reversals(), races(states));
  }

  /**
   * The reversal of each race. What is planned goes on to the end of the execution: so a plan for a
   * race that was found before may be another one now, and be wanted where that one was not. With
   * source sets all that matters is the beginning.
   */
  private List<Execution.Reversal> reversals() {
    List<Execution.Reversal> reversals = new ArrayList<>();
    for (Races.Pair race : known) {
      if (optimal || race.second() >= plan.done().size()) {
        reversals.add(new Execution.Reversal(race.first(), trace.reversed(race)));
      }
    }
    return reversals;
  }

  private List<RaceOrders.Race> races(PastStates states) {
    List<RaceOrders.Race> races = new ArrayList<>();
    for (Races.Pair race : known) {
      if (race.second() >= plan.done().size()) {
        races.add(RaceOrders.Race.of(trace, race, states));
      }
    }
    return races;
  }

  @Override
  public int choose(Choice choice) {
    if (at < plan.done().size()) {
      int task = plan.done().get(at).task();
      if (!choice.enables(task)) {
        throw notRepeated();
      }
      return task;
    }
    int next = at - plan.done().size();
    if (planned && next < plan.beginning().size()) {
      int task = plan.beginning().get(next).task();
      if (choice.enables(task)) {
        return task;
      }
    }
    planned = false;
    return awake(choice);
  }

  @Override
  public boolean wantsFootprint() {
    return at >= plan.done().size();
  }

  @Override
  public void turn(int task, Footprint footprint) {
    if (at >= plan.done().size()) {
      Turn turn = new Turn(task, footprint.accesses(), footprint.gate(), footprint.started());
      trace.append(turn);
      asleep = Plan.asleepAfter(asleep, turn);
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

  private int awake(Choice choice) {
    if (!isAsleep(choice.defaultTask())) {
      return choice.defaultTask();
    }
    for (int i = 0; i < choice.size(); i++) {
      if (!isAsleep(choice.task(i))) {
        return choice.task(i);
      }
    }
    return Choice.NONE;
  }

  private boolean isAsleep(int task) {
    for (Turn turn : asleep) {
      if (turn.task() == task) {
        return true;
      }
    }
    return false;
  }

  private IllegalStateException notRepeated() {
    return new IllegalStateException(
        "the subject is no function of the schedule: turn "
            + at
            + " was another one when the same choices were made before");
  }
}
