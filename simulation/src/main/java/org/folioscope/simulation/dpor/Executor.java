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
  private final Trace trace = new Trace();
  private Plan plan = Plan.FIRST;
  private List<Turn> asleep = List.of();
  private boolean planned;
  private int at;
  private @Nullable PastStates past;

  Executor(Subject subject) {
    this.subject = subject;
  }

  /** Executes, and finds the races. */
  Execution execute(Plan newPlan) {
    plan = newPlan;
    asleep = plan.asleep();
    planned = true;
    at = 0;
    past = null;
    trace.follow(plan.done());
    Trial trial = subject.run(this);
    int known = plan.done().size();
    if (at < known) {
      throw notRepeated();
    }
    PastStates states = Objects.requireNonNull(past, "the run was not traced");
    List<Execution.Reversal> reversals = new ArrayList<>();
    List<RaceOrders.Race> races = new ArrayList<>();
    for (Races.Pair race : Races.in(trace, known, states)) {
      races.add(RaceOrders.Race.of(trace, race, states));
      reversals.add(new Execution.Reversal(race.first(), trace.reversed(race)));
    }
    return new Execution(trial, trace.takenFrom(known), reversals, races);
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
      Turn turn =
          new Turn(task, footprint.accesses(), footprint.gate(), footprint.started());
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
