package org.folioscope.simulation.machine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.EventLog;
import org.folioscope.eventlog.log.Mark;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.AccessListener;
import org.folioscope.eventlog.state.StateSpace;
import org.folioscope.simulation.coroutine.Coroutines;
import org.folioscope.simulation.schedule.Scheduler;

/**
 * The deterministic machine: tasks that take turns, one step at a time, on a log.
 *
 * <p>A <em>turn</em> goes from one schedule point of a task to its next. At a point the scheduler
 * picks who takes the next turn; the same task goes on without a switch. {@link #atomic} is a point
 * and then a step; {@link #now} is a step without a point, part of the turn before it. Emulated
 * state is touched only in steps; a read outside becomes a point and a step of its own.
 */
public final class Machine {

  /** Stands for "no task": the machine itself, in set-up. */
  static final int NO_TASK = -1;

  private static final long DEFAULT_TURN_LIMIT = 10_000_000;

  private final StateSpace space;
  private final Coroutines coroutines;
  private final MachineState state;
  private final Steps steps;
  private final Turns turns;
  private final Emitter<MachineEvent> events;
  private final List<StateOwner<?>> owners = new ArrayList<>();

  /** A machine without tasks over the given state. */
  public Machine(StateSpace space, Coroutines coroutines) {
    this.space = space;
    this.coroutines = coroutines;
    this.state = new MachineState(space);
    this.steps = new Steps(space);
    this.turns = new Turns(space, state, steps);
    this.events = own(state);
  }

  /** The state that this machine's events change. */
  public StateSpace space() {
    return space;
  }

  /** Registers the owner of a part of the state and gives it the right to emit its events. */
  public <E extends Event> Emitter<E> own(StateOwner<E> owner) {
    owners.add(owner);
    return new Emitter<>(this, owner);
  }

  /** Every owner, in the order of registration. */
  public List<StateOwner<?>> owners() {
    return Collections.unmodifiableList(owners);
  }

  /** From here on events go to this log; marks too, if asked for. */
  public void connect(EventLog newLog, boolean withMarks) {
    steps.connect(newLog, withMarks);
  }

  /** Adds an observer of every event. */
  public void observe(MachineObserver observer) {
    steps.observe(observer);
  }

  /** Where virtual time comes from, in nanoseconds. */
  public void readTimeFrom(LongSupplier newClock) {
    steps.readTimeFrom(newClock);
  }

  /** Starts a task; from inside a step, or from outside any task. */
  public void start(TaskSpec spec) {
    turns.tasks().requireAbsent(spec);
    now(() ->
        events.emit(
            new MachineEvent.TaskStarted(spec.id(), spec.name(), spec.context(), spec.cpu())));
    turns.add(new Task(spec, coroutines.create(() -> live(spec)), steps.events()));
  }

  /** Whether the task was started and has neither ended nor died. */
  public boolean isLive(int task) {
    return state.life(task) == MachineState.LIVE;
  }

  /** Whether the task was killed by a BUG. */
  public boolean died(int task) {
    return state.life(task) == MachineState.DIED;
  }

  /**
   * How many turns the task took in the run that goes on or was the last: 0 means that it never
   * ran.
   */
  public long turnsTaken(int task) {
    return turns.takenBy(task);
  }

  /** Drops every task where it stands; the state is not touched. */
  public void abandonTasks() {
    turns.tasks().abandonAll();
  }

  /**
   * Drops every task and every observer: whatever ran here is over, and another log may be
   * connected. The state is the caller's to put back.
   */
  public void clear() {
    abandonTasks();
    steps.forgetObservers();
  }

  /**
   * Lets tasks take turns until none can, the scheduler stops the run, or the bound on turns is
   * reached (0: a generous default).
   */
  public RunEnd run(Scheduler scheduler, long turnLimit) {
    return turns.run(scheduler, turnLimit == 0 ? DEFAULT_TURN_LIMIT : turnLimit);
  }

  /**
   * The names of the tasks that could still run when the last run was over: those that a bound on
   * turns cut off.
   */
  public List<String> runnableTasks() {
    return turns.tasks().ready();
  }

  /** Where those tasks stand, for whoever asks whose code does not come to an end. */
  public List<StackTraceElement[]> runnableStacks() {
    return turns.tasks().readyStacks();
  }

  /**
   * Writes into the log what each task waits for that could not run when the last run was over: its
   * last step, which also tells in which function it stands. The consumer may add to the step.
   */
  public void noteBlocked(Consumer<Wait> alongside) {
    turns.eachWaiting(wait ->
        step(() -> {
          events.emit(new MachineEvent.TaskBlocked(currentTask(), wait.what()));
          alongside.accept(wait);
        }));
  }

  /** A schedule point, then the body as one step. Inside a step: just the body. */
  public void atomic(Runnable body) {
    if (steps.isOpen()) {
      body.run();
    } else {
      turns.point(null);
      step(body);
    }
  }

  /** Like {@link #atomic}, with a result. */
  public <T> T atomicGet(Supplier<T> body) {
    if (steps.isOpen()) {
      return body.get();
    }
    turns.point(null);
    steps.open(turns.current());
    try {
      return body.get();
    } finally {
      steps.close();
    }
  }

  /**
   * A schedule point at which the task can be chosen only while the wait is ready, then the body as
   * one step.
   */
  public void atomicWhen(Wait wait, Runnable body) {
    requireNoStep(wait);
    turns.point(wait);
    step(() -> {
      requireReady(wait);
      body.run();
    });
  }

  /** Waits without doing anything more in the step. */
  public void await(Wait wait) {
    atomicWhen(wait, () -> {});
  }

  /** The body, in which the current task takes steps but must not wait: to do so is an error. */
  public void withoutWaiting(Runnable body) {
    Task me = turns.currentOrFail();
    me.mustNotWait++;
    try {
      body.run();
    } finally {
      me.mustNotWait--;
    }
  }

  /** Whether a step is going on. */
  public boolean isInStep() {
    return steps.isOpen();
  }

  /**
   * How many turns were begun on this machine, in all runs. May be asked by any thread: from what
   * it does not see grow nothing comes any more.
   */
  public long turnsBegun() {
    return turns.begun();
  }

  /** The body as a step without a schedule point before it: part of the turn that is going on. */
  public void now(Runnable body) {
    if (steps.isOpen()) {
      body.run();
    } else {
      turns.pointIfBeginning();
      step(body);
    }
  }

  /**
   * Like {@link #now}, with a result: for a look at what nobody else can change since the turn
   * began, be it private or under a lock that is held.
   */
  public <T> T nowGet(Supplier<T> body) {
    if (steps.isOpen()) {
      return body.get();
    }
    turns.pointIfBeginning();
    steps.open(turns.current());
    try {
      return body.get();
    } finally {
      steps.close();
    }
  }

  /**
   * Kills the current task where it stands: what it holds stays held. Does not return. Only inside
   * a step.
   */
  public Error die() {
    events.emit(new MachineEvent.TaskDied(turns.currentOrFail().spec.id()));
    return turns.die();
  }

  /**
   * The power goes: no task goes on, the current one neither, and what is not on a medium is as
   * new. Another task begins then: the machine starts again. Only inside a step; does not return.
   */
  public Error losePower(TaskSpec boot) {
    turns.dropOthers();
    events.emit(new MachineEvent.PowerLost());
    start(boot);
    return turns.die();
  }

  /**
   * Reads state without a point, a step or a footprint: for what only the reader itself changes,
   * and for step headers.
   */
  public long peek(LongSupplier read) {
    AccessListener listening = space.listener();
    space.listen(null);
    long value = read.getAsLong();
    space.listen(listening);
    return value;
  }

  /** The id of the task whose turn it is; -1 outside any. */
  public int currentTask() {
    return Steps.idOf(turns.current());
  }

  /** The name of the task whose turn it is. */
  public String currentTaskName() {
    Task task = turns.current();
    return task == null ? "machine" : task.spec.name();
  }

  /** The CPU of the task whose turn it is; -1 for devices and outside any task. */
  public int currentCpu() {
    Task task = turns.current();
    return task == null ? NO_TASK : task.spec.cpu();
  }

  /** Where the code of the task whose turn it is runs; process context outside any task. */
  public Context context() {
    Task task = turns.current();
    return task == null ? Context.PROCESS : task.spec.context();
  }

  /**
   * Keeps interrupts off on the current CPU until {@link #enableInterrupts}; nests. Only inside a
   * step.
   */
  public void disableInterrupts() {
    events.emit(new MachineEvent.InterruptsDisabled(currentCpu()));
  }

  /** Takes one {@link #disableInterrupts} back. Only inside a step. */
  public void enableInterrupts() {
    events.emit(new MachineEvent.InterruptsEnabled(currentCpu()));
  }

  /** Whether interrupts are off on the current CPU; in no footprint: it is the task's business. */
  public boolean interruptsDisabled() {
    int cpu = currentCpu();
    return cpu >= 0 && peek(() -> state.interruptsOff(cpu)) > 0;
  }

  /** Notes that a modelled function was entered, for the readers of kept runs. */
  public Frame enter(String function) {
    return steps.marking() ? enterMarked(function, "") : Frame.UNMARKED;
  }

  /** Like {@link #enter(String)}, with one argument worth seeing. */
  public Frame enter(String function, String argument, long value) {
    return steps.marking() ? enterMarked(function, argument + " " + value) : Frame.UNMARKED;
  }

  <E extends Event> void append(StateOwner<E> owner, E event) {
    steps.append(turns.current(), owner, event);
  }

  void leave(String function, String result) {
    steps.mark(turns.current(), new Mark(false, function, result));
  }

  private Frame enterMarked(String function, String detail) {
    steps.mark(turns.current(), new Mark(true, function, detail));
    return new Frame(this, function);
  }

  private void live(TaskSpec spec) {
    boolean interrupts = spec.context() == Context.INTERRUPT && spec.cpu() >= 0;
    if (interrupts) {
      now(() -> events.emit(new MachineEvent.InterruptEntered(spec.cpu(), spec.id())));
      turns.currentOrFail().entered = true;
    }
    spec.body().run();
    now(() -> {
      if (interrupts) {
        events.emit(new MachineEvent.InterruptReturned(spec.cpu(), spec.id()));
      }
      events.emit(new MachineEvent.TaskEnded(spec.id()));
    });
  }

  private void step(Runnable body) {
    steps.open(turns.current());
    try {
      body.run();
    } finally {
      steps.close();
    }
  }

  private void requireNoStep(Wait wait) {
    if (steps.isOpen()) {
      throw new IllegalStateException("waiting inside a step: " + wait.what());
    }
    Task task = turns.current();
    if (task != null && task.mustNotWait > 0) {
      throw new IllegalStateException("waiting for " + wait.what());
    }
  }

  /** Reads the condition again inside the step, so that it is in the footprint. */
  private static void requireReady(Wait wait) {
    if (!wait.ready()) {
      throw new IllegalStateException("chosen while it still waits: " + wait.what());
    }
  }
}
