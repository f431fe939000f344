package org.folioscope.simulation.machine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.folioscope.simulation.schedule.Choice;
import org.folioscope.simulation.schedule.Deviation;
import org.folioscope.simulation.schedule.Schedule;
import org.folioscope.simulation.schedule.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Asks the scheduler at every point of a run and writes the decisions down. Kept from run to run: a
 * decision allocates nothing.
 */
final class Decisions {

  private static final Scheduler NOBODY =
      choice -> {
        throw new IllegalStateException("no run is going on");
      };

  private final Choice choice = new Choice(16);
  private final List<Deviation> deviations = new ArrayList<>();
  private Task[] enabled = new Task[16];
  private long[] turnsOf = new long[64];
  private int[] ran = new int[16];
  private int ranCount;
  private Scheduler scheduler = NOBODY;
  private long turnLimit;
  private long turns;
  private long choices;
  private int preemptions;
  private boolean limitReached;
  private boolean stopped;

  void begin(Scheduler newScheduler, long newTurnLimit) {
    scheduler = newScheduler;
    turnLimit = newTurnLimit;
    deviations.clear();
    for (int i = 0; i < ranCount; i++) {
      turnsOf[ran[i]] = 0;
    }
    ranCount = 0;
    turns = 0;
    choices = 0;
    preemptions = 0;
    limitReached = false;
    stopped = false;
  }

  /** Who takes the next turn; null when nobody can, nobody is wanted or the limit is reached. */
  @Nullable Task next(
      TaskTable tasks, MachineState state, @Nullable Task current, long newestEvent) {
    int count = offer(tasks, state, current, newestEvent);
    if (count == 0) {
      return null;
    }
    if (turns == turnLimit) {
      limitReached = true;
      return null;
    }
    int index = choose(count);
    if (index < 0) {
      return null;
    }
    Task chosen = enabled[index];
    turns++;
    countTurn(chosen.spec.id());
    return chosen;
  }

  RunEnd end(@Nullable Throwable failure, List<RunEnd.Blocked> blocked, boolean noTaskLeft) {
    scheduler = NOBODY;
    Arrays.fill(enabled, null);
    RunEnd.Reason reason = reason(failure, noTaskLeft);
    Schedule schedule =
        deviations.isEmpty() ? Schedule.DEFAULT : new Schedule(List.copyOf(deviations));
    return new RunEnd(reason, blocked, failure, turns, choices, schedule, preemptions);
  }

  private RunEnd.Reason reason(@Nullable Throwable failure, boolean noTaskLeft) {
    if (failure != null) {
      return RunEnd.Reason.FAILED;
    }
    if (limitReached) {
      return RunEnd.Reason.LIMIT;
    }
    if (stopped) {
      return RunEnd.Reason.STOPPED;
    }
    return noTaskLeft ? RunEnd.Reason.QUIET : RunEnd.Reason.STUCK;
  }

  private int offer(TaskTable tasks, MachineState state, @Nullable Task current, long newestEvent) {
    int currentId = current == null ? Choice.NONE : current.spec.id();
    choice.reset(currentId, currentId < 0 ? 0 : turnsOf(currentId));
    if (enabled.length < tasks.size()) {
      enabled = new Task[tasks.size() * 2];
    }
    int count = 0;
    for (int i = 0; i < tasks.size(); i++) {
      Task task = tasks.get(i);
      boolean ready = state.admits(task) && (task.wait == null || task.wait.ready());
      if (ready) {
        if (!task.ready) {
          task.cause = newestEvent;
        }
        choice.enable(task.spec.id());
        enabled[count++] = task;
      }
      task.ready = ready;
    }
    return count;
  }

  private int choose(int count) {
    int id = scheduler.choose(choice);
    if (id == Choice.NONE) {
      stopped = true;
      return -1;
    }
    choices += count > 1 ? 1 : 0;
    int index = choice.indexOf(id);
    if (index < 0) {
      throw new IllegalStateException("the scheduler chose task " + id + ", which is not enabled");
    }
    if (id != choice.defaultTask()) {
      deviations.add(new Deviation(choice.current(), choice.currentSteps(), id));
      if (choice.currentEnabled()) {
        preemptions++;
      }
    }
    return index;
  }

  /** Whether the run was ended because it took too long. */
  boolean limitReached() {
    return limitReached;
  }

  /** How many turns the task has taken in the run, or in the last one. */
  long turnsOf(int task) {
    return task < turnsOf.length ? turnsOf[task] : 0;
  }

  private void countTurn(int task) {
    if (task >= turnsOf.length) {
      turnsOf = Arrays.copyOf(turnsOf, Math.max(task + 1, turnsOf.length * 2));
    }
    if (turnsOf[task]++ == 0) {
      if (ranCount == ran.length) {
        ran = Arrays.copyOf(ran, ranCount * 2);
      }
      ran[ranCount++] = task;
    }
  }
}
