package org.folioscope.simulation.machine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.folioscope.eventlog.state.AccessListener;
import org.folioscope.eventlog.state.StateSpace;
import org.folioscope.simulation.schedule.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Takes tasks from point to point. A task's code is led to its first point before anybody is asked
 * whether it should run, so that it is known what it waits for; its first turn begins there. An
 * interrupt's first turn begins with taking its CPU.
 */
final class Turns {

  private static final VarHandle BEGUN = begunHandle();

  private final StateSpace space;
  private final MachineState state;
  private final Steps steps;
  private final TaskTable tasks = new TaskTable();
  private final Decisions decisions = new Decisions();
  private final AccessListener access = new TrackedAccess();
  private final Footprint footprint = new Footprint();
  private final PastStates past;
  private final List<Dropped> dropped = new ArrayList<>();
  private @Nullable TracingScheduler tracing;
  private @Nullable Task current;
  private @Nullable Task next;
  private boolean fresh;
  private boolean gateEntered;
  private boolean collecting;
  private boolean running;
  private long begun;

  /** A task that another one kept from ever going on, and what had to be true for its turn. */
  private record Dropped(Task task, Footprint gate) {}

  Turns(StateSpace space, MachineState state, Steps steps) {
    this.space = space;
    this.state = state;
    this.steps = steps;
    this.past = new PastStates(space, state);
  }

  TaskTable tasks() {
    return tasks;
  }

  void add(Task task) {
    tasks.add(task);
    footprint.started(task.spec.id());
  }

  @Nullable Task current() {
    return current;
  }

  /** May be asked by any thread. */
  long begun() {
    return (long) BEGUN.getOpaque(this);
  }

  long takenBy(int task) {
    return decisions.turnsOf(task);
  }

  RunEnd run(Scheduler scheduler, long turnLimit) {
    if (running) {
      throw new IllegalStateException("a run within a run");
    }
    running = true;
    current = null;
    beginTracing(scheduler);
    decisions.begin(scheduler, turnLimit);
    Throwable failure = null;
    try {
      next = decide();
      while (next != null) {
        take(next);
      }
    } catch (RuntimeException | Error e) {
      failure = e;
    } finally {
      space.listen(null);
      current = null;
      running = false;
    }
    endTracing(failure == null && !decisions.limitReached());
    return decisions.end(failure, Blockage.of(tasks, state), tasks.size() == 0);
  }

  /** A schedule point of the current task: others may take turns before this returns. */
  void point(@Nullable Wait wait) {
    Task me = currentOrFail();
    if (me.beginning) {
      me.beginning = false;
      me.wait = wait;
      me.coroutine.suspend();
    } else if (!(fresh && (wait == null || isReady(wait)))) {
      me.wait = wait;
      Task chosen = decide();
      if (chosen != me) {
        next = chosen;
        me.coroutine.suspend();
      }
    }
    me.wait = null;
    fresh = false;
  }

  /** A task's first step is its first point even if the code asks for none. */
  void pointIfBeginning() {
    if (current != null && current.beginning) {
      point(null);
    }
  }

  /**
   * No task but the current one goes on. Each could have taken its next turn before this one: for
   * who looks for such turns they are blocked from here on.
   */
  void dropOthers() {
    Task me = currentOrFail();
    AccessListener listening = space.listener();
    for (int i = 0; tracing != null && i < tasks.size(); i++) {
      Task task = tasks.get(i);
      if (task != me) {
        Footprint gate = new Footprint();
        traceGate(task, gate);
        dropped.add(new Dropped(task, gate));
      }
    }
    space.listen(listening);
    tasks.abandonAll();
    tasks.add(me);
  }

  /** Ends the current task where it stands. Does not return. */
  Error die() {
    Task me = currentOrFail();
    steps.close();
    tasks.remove(me);
    me.dead = true;
    next = decide();
    me.coroutine.suspend();
    throw new AssertionError("a dead task was resumed");
  }

  Task currentOrFail() {
    return Objects.requireNonNull(current, "not inside a task");
  }

  /**
   * Shows what each task waits for that could not run when that was asked last; each is the current
   * task meanwhile, though none gets a turn.
   */
  void eachWaiting(Consumer<Wait> consumer) {
    for (int i = 0; i < tasks.size(); i++) {
      Task task = tasks.get(i);
      Wait wait = task.wait;
      if (!task.ready && wait != null) {
        current = task;
        consumer.accept(wait);
        current = null;
      }
    }
  }

  private void take(Task task) {
    next = null;
    resume(task);
    if (task.coroutine.ended()) {
      tasks.remove(task);
      next = decide();
    } else if (task.dead) {
      task.coroutine.abandon();
    }
  }

  private void resume(Task task) {
    throwFailure(task);
    current = task;
    fresh = true;
    space.listen(access);
    try {
      task.coroutine.resume();
    } finally {
      space.listen(null);
    }
  }

  /** Ends the turn that was going on and picks who takes the next one. */
  private @Nullable Task decide() {
    AccessListener listening = space.listener();
    space.listen(null);
    if (tracing != null && current != null) {
      if (!gateEntered && current.entered && current.coroutine.ended()) {
        state.forgetPassing(current.spec.cpu(), footprint);
      }
      tracing.turn(current.spec.id(), footprint);
      footprint.clear();
    }
    leadToFirstPoints();
    Task chosen = decisions.next(tasks, state, current, steps.events());
    if (chosen != null) {
      BEGUN.setOpaque(this, begun + 1);
      current = chosen;
      if (tracing != null) {
        past.beforeTurn(chosen);
        gateEntered = chosen.entered;
        collecting = tracing.wantsFootprint();
        steps.traceOrder(collecting ? footprint : null);
        if (collecting) {
          traceGate(chosen, footprint);
        }
      }
    }
    space.listen(listening);
    return chosen;
  }

  private void beginTracing(Scheduler scheduler) {
    footprint.clear();
    dropped.clear();
    tracing = scheduler instanceof TracingScheduler wanted ? wanted : null;
    collecting = tracing != null;
    steps.traceOrder(tracing == null ? null : footprint);
    if (tracing != null) {
      past.clear();
    }
  }

  private void endTracing(boolean whole) {
    TracingScheduler told = tracing;
    tracing = null;
    collecting = false;
    steps.traceOrder(null);
    if (told == null) {
      return;
    }
    for (Dropped one : dropped) {
      past.blocked(one.task());
      told.blocked(one.task().spec.id(), one.gate());
    }
    for (int i = 0; whole && i < tasks.size(); i++) {
      Task task = tasks.get(i);
      if (!task.ready) {
        footprint.clear();
        traceGate(task, footprint);
        past.blocked(task);
        told.blocked(task.spec.id(), footprint);
      }
    }
    told.ended(past);
  }

  /** Notes what decides that the task can take a turn. */
  private void traceGate(Task task, Footprint into) {
    state.gate(task, into);
    if (task.wait != null) {
      space.listen(into);
      task.wait.ready();
      space.listen(null);
    }
    into.endGate();
  }

  private void leadToFirstPoints() {
    for (int i = 0; i < tasks.size(); i++) {
      Task task = tasks.get(i);
      if (!task.begun) {
        leadToFirstPoint(task);
      }
    }
  }

  /**
   * Runs the code before the first point, which touches no state. What it throws must not come out
   * in another task.
   */
  private void leadToFirstPoint(Task task) {
    Task before = current;
    current = task;
    task.begun = true;
    task.beginning = true;
    space.listen(access);
    try {
      task.coroutine.resume();
    } catch (RuntimeException | Error e) {
      task.failure = e;
    } finally {
      space.listen(null);
      current = before;
    }
  }

  /** Whether the turn goes on through the wait: that is part of what the turn looked at. */
  private boolean isReady(Wait wait) {
    AccessListener listening = space.listener();
    space.listen(collecting ? footprint : null);
    boolean ready = wait.ready();
    space.listen(listening);
    return ready;
  }

  private static VarHandle begunHandle() {
    try {
      return MethodHandles.lookup().findVarHandle(Turns.class, "begun", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static void throwFailure(Task task) {
    switch (task.failure) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }

  private final class TrackedAccess implements AccessListener {

    @Override
    public void read(long location) {
      if (!steps.isOpen()) {
        point(null);
      }
      if (collecting) {
        footprint.read(location);
      }
    }

    @Override
    public void write(long location) {
      if (collecting) {
        footprint.write(location);
      }
    }

    @Override
    public void add(long location) {
      if (collecting) {
        footprint.add(location);
      }
    }
  }
}
