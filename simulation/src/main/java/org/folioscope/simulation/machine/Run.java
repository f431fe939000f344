package org.folioscope.simulation.machine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.folioscope.simulation.schedule.Choice;
import org.folioscope.simulation.schedule.Deviation;
import org.folioscope.simulation.schedule.Schedule;
import org.folioscope.simulation.schedule.Scheduler;
import org.jspecify.annotations.Nullable;

/** One run: asks the scheduler at every point and writes the decisions down. */
final class Run {

  private static final int MAX_LIVE_TASKS = 1024;

  private final Scheduler scheduler;
  private final TaskTable tasks;
  private final long turnLimit;
  private final Choice choice = new Choice(MAX_LIVE_TASKS);
  private final Task[] enabled = new Task[MAX_LIVE_TASKS];
  private final List<Deviation> deviations = new ArrayList<>();
  private long[] turnsOf = new long[32];
  private long turns;
  private long choices;
  private int preemptions;
  private boolean limitReached;

  Run(Scheduler scheduler, TaskTable tasks, long turnLimit) {
    this.scheduler = scheduler;
    this.tasks = tasks;
    this.turnLimit = turnLimit;
  }

  @Nullable Task decide(@Nullable Task current, long newestEvent, Predicate<Task> isEnabled) {
    int count = offer(current, newestEvent, isEnabled);
    if (count == 0) {
      return null;
    }
    if (turns == turnLimit) {
      limitReached = true;
      return null;
    }
    int id = count == 1 ? choice.task(0) : choose();
    turns++;
    Task chosen = find(id, count);
    countTurn(id);
    return chosen;
  }

  RunEnd end(@Nullable Throwable failure) {
    List<RunEnd.Blocked> blocked = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      Task task = tasks.get(i);
      if (task.wait != null) {
        blocked.add(new RunEnd.Blocked(task.spec.id(), task.spec.name(), task.wait));
      }
    }
    return new RunEnd(
        reason(failure, blocked),
        blocked,
        failure,
        turns,
        choices,
        new Schedule(List.copyOf(deviations)),
        preemptions);
  }

  private RunEnd.Reason reason(@Nullable Throwable failure, List<RunEnd.Blocked> blocked) {
    if (failure != null) {
      return RunEnd.Reason.FAILED;
    }
    if (limitReached) {
      return RunEnd.Reason.LIMIT;
    }
    return blocked.isEmpty() && tasks.size() == 0 ? RunEnd.Reason.QUIET : RunEnd.Reason.STUCK;
  }

  private int offer(@Nullable Task current, long newestEvent, Predicate<Task> isEnabled) {
    int currentId = current == null ? Choice.NONE : current.spec.id();
    choice.reset(currentId, currentId < 0 ? 0 : turnsOf(currentId));
    int count = 0;
    for (int i = 0; i < tasks.size(); i++) {
      Task task = tasks.get(i);
      boolean ready = isEnabled.test(task);
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

  private int choose() {
    choices++;
    int id = scheduler.choose(choice);
    if (!choice.enables(id)) {
      throw new IllegalStateException("the scheduler chose task " + id + ", which is not enabled");
    }
    if (id != choice.defaultTask()) {
      deviations.add(new Deviation(choice.current(), choice.currentSteps(), id));
      if (choice.currentEnabled()) {
        preemptions++;
      }
    }
    return id;
  }

  private Task find(int id, int count) {
    for (int i = 0; i < count; i++) {
      if (enabled[i].spec.id() == id) {
        return enabled[i];
      }
    }
    throw new IllegalStateException("no enabled task " + id);
  }

  private long turnsOf(int task) {
    return task < turnsOf.length ? turnsOf[task] : 0;
  }

  private void countTurn(int task) {
    if (task >= turnsOf.length) {
      turnsOf = Arrays.copyOf(turnsOf, Math.max(task + 1, turnsOf.length * 2));
    }
    turnsOf[task]++;
  }
}
