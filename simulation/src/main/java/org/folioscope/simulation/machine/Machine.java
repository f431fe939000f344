package org.folioscope.simulation.machine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.EventLog;
import org.folioscope.eventlog.log.Mark;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.AccessListener;
import org.folioscope.eventlog.state.StateSpace;
import org.folioscope.simulation.coroutine.Coroutines;
import org.folioscope.simulation.schedule.Choice;
import org.folioscope.simulation.schedule.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * The deterministic machine: tasks that take turns, one step at a time, on a log.
 *
 * <p>A <em>turn</em> goes from one schedule point of a task to its next. At a point the scheduler picks who takes the next turn; the
 * same task goes on without a switch. {@link #atomic} is a point and then a step; {@link #now} is a step without a point, part of the
 * turn before it. Emulated state is touched only in steps; a read outside becomes a point and a step of its own.
 */
public final class Machine {

  private static final int MACHINE_ITSELF = -1;
  private static final long DEFAULT_TURN_LIMIT = 10_000_000;

  private final StateSpace space;
  private final Coroutines coroutines;
  private final MachineState state;
  private final Emitter<MachineEvent> events;
  private final List<StateOwner<?>> owners = new ArrayList<>();
  private final List<MachineObserver> observers = new ArrayList<>();
  private final TaskTable tasks = new TaskTable();
  private final AccessListener access = new TrackedAccess();
  private final Footprint footprint = new Footprint();
  private @Nullable TurnListener turnListener;
  private @Nullable EventLog log;
  private LongSupplier clock = () -> 0;
  private boolean marking;
  private boolean inStep;
  private boolean fresh;
  private @Nullable Task current;
  private @Nullable Task next;
  private @Nullable Run run;

  /** A machine without tasks over the given state. */
  public Machine(StateSpace space, Coroutines coroutines) {
    this.space = space;
    this.coroutines = coroutines;
    this.state = new MachineState(space);
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
    log = newLog;
    marking = withMarks;
  }

  /** Adds an observer of every event. */
  public void observe(MachineObserver observer) {
    observers.add(observer);
  }

  /** Where virtual time comes from, in nanoseconds. */
  public void readTimeFrom(LongSupplier newClock) {
    clock = newClock;
  }

  /** Gives every turn's footprint to the listener; null turns tracking off. */
  public void trackFootprints(@Nullable TurnListener listener) {
    turnListener = listener;
  }

  /** Starts a task; from inside a step, or from outside any task. */
  public void start(TaskSpec spec) {
    now(() -> events.emit(new MachineEvent.TaskStarted(spec.id(), spec.name(), spec.context(), spec.cpu())));
    Task task = new Task(spec, coroutines.create(() -> live(spec)), log().events());
    tasks.add(task);
  }

  /** Whether the task was started and has neither ended nor died. */
  public boolean isLive(int task) {
    return state.life(task) == MachineState.LIVE;
  }

  /** Whether the task was killed by a BUG. */
  public boolean died(int task) {
    return state.life(task) == MachineState.DIED;
  }

  /** Drops every task where it stands; the state is not touched. */
  public void abandonTasks() {
    tasks.abandonAll();
  }

  /** Lets tasks take turns until none can, or the bound on turns is reached (0: a generous default). */
  public RunEnd run(Scheduler scheduler, long turnLimit) {
    Run running = new Run(scheduler, tasks, turnLimit == 0 ? DEFAULT_TURN_LIMIT : turnLimit);
    run = running;
    current = null;
    Throwable failure = null;
    try {
      next = decide();
      while (next != null) {
        Task task = next;
        next = null;
        resume(task);
        if (task.coroutine.ended()) {
          tasks.remove(task);
          next = decide();
        }
      }
    } catch (RuntimeException | Error e) {
      failure = e;
      if (inStep) {
        closeStep();
      }
    } finally {
      space.listen(null);
      current = null;
      run = null;
    }
    return running.end(failure);
  }

  /** A schedule point, then the body as one step. Inside a step: just the body. */
  public void atomic(Runnable body) {
    if (inStep) {
      body.run();
    } else {
      point(null);
      step(body);
    }
  }

  /** Like {@link #atomic}, with a result. */
  public <T> T atomicGet(Supplier<T> body) {
    if (inStep) {
      return body.get();
    }
    point(null);
    return stepGet(body);
  }

  /** A schedule point at which the task can be chosen only while the wait is ready, then the body as one step. */
  public void atomicWhen(Wait wait, Runnable body) {
    requireNoStep(wait);
    point(wait);
    step(
        () -> {
          requireReady(wait);
          body.run();
        });
  }

  /** Waits without doing anything more in the step. */
  public void await(Wait wait) {
    atomicWhen(wait, () -> {});
  }

  /** The body as a step without a schedule point before it: part of the turn that is going on. */
  public void now(Runnable body) {
    if (inStep) {
      body.run();
    } else {
      step(body);
    }
  }

  /** Kills the current task where it stands: what it holds stays held. Does not return. Only inside a step. */
  public Error die() {
    Task task = currentTaskOrFail();
    events.emit(new MachineEvent.TaskDied(task.spec.id()));
    closeStep();
    tasks.remove(task);
    next = decide();
    task.coroutine.suspend();
    throw new AssertionError("a dead task was resumed");
  }

  /** The id of the task whose turn it is; -1 outside any. */
  public int currentTask() {
    return current == null ? MACHINE_ITSELF : current.spec.id();
  }

  /** The name of the task whose turn it is. */
  public String currentTaskName() {
    return current == null ? "machine" : current.spec.name();
  }

  /** The CPU of the task whose turn it is; -1 for devices and outside any task. */
  public int currentCpu() {
    return current == null ? MACHINE_ITSELF : current.spec.cpu();
  }

  /** Where the code of the task whose turn it is runs; process context outside any task. */
  public Context context() {
    return current == null ? Context.PROCESS : current.spec.context();
  }

  /** Keeps interrupts off on the current CPU until {@link #enableInterrupts}; nests. Only inside a step. */
  public void disableInterrupts() {
    events.emit(new MachineEvent.InterruptsDisabled(currentCpu()));
  }

  /** Takes one {@link #disableInterrupts} back. Only inside a step. */
  public void enableInterrupts() {
    events.emit(new MachineEvent.InterruptsEnabled(currentCpu()));
  }

  /** Notes that a modelled function was entered, for the readers of kept runs. */
  public Frame enter(String function) {
    return marking ? enterMarked(function, "") : Frame.UNMARKED;
  }

  /** Like {@link #enter(String)}, with one argument worth seeing. */
  public Frame enter(String function, String argument, long value) {
    return marking ? enterMarked(function, argument + " " + value) : Frame.UNMARKED;
  }

  <E extends Event> void append(StateOwner<E> owner, E event) {
    if (!inStep) {
      throw new IllegalStateException("event emitted outside a step: " + event);
    }
    EventLog target = log();
    target.append(owner, event);
    for (MachineObserver observer : observers) {
      observer.happened(target.events(), currentTask(), event);
    }
  }

  void leave(String function) {
    if (current != null) {
      log().mark(new Mark(false, function, ""));
    }
  }

  private Frame enterMarked(String function, String detail) {
    log().mark(new Mark(true, function, detail));
    return new Frame(this, function);
  }

  private void live(TaskSpec spec) {
    if (spec.context() == Context.INTERRUPT) {
      now(() -> events.emit(new MachineEvent.InterruptEntered(spec.cpu(), spec.id())));
      currentTaskOrFail().entered = true;
    }
    spec.body().run();
    now(
        () -> {
          if (spec.context() == Context.INTERRUPT) {
            events.emit(new MachineEvent.InterruptReturned(spec.cpu(), spec.id()));
          }
          events.emit(new MachineEvent.TaskEnded(spec.id()));
        });
  }

  private void resume(Task task) {
    current = task;
    fresh = true;
    space.listen(access);
    try {
      task.coroutine.resume();
    } finally {
      space.listen(null);
    }
  }

  private void point(@Nullable Wait wait) {
    Task me = currentTaskOrFail();
    if (!(fresh && (wait == null || isReady(wait)))) {
      me.wait = wait;
      Task chosen = decide();
      if (chosen != me) {
        next = chosen;
        me.coroutine.suspend();
      }
      me.wait = null;
    }
    fresh = false;
  }

  /** Ends the turn that was going on and picks who takes the next one. */
  private @Nullable Task decide() {
    Run running = Objects.requireNonNull(run, "no run is going on");
    AccessListener listening = space.listener();
    space.listen(null);
    if (turnListener != null && current != null) {
      turnListener.turn(current.spec.id(), footprint);
      footprint.clear();
    }
    Task chosen = running.decide(current, log().events(), this::isEnabled);
    current = chosen == null ? current : chosen;
    space.listen(listening);
    return chosen;
  }

  private boolean isEnabled(Task task) {
    int cpu = task.spec.cpu();
    boolean interrupt = task.spec.context() == Context.INTERRUPT;
    if (cpu >= 0 && !task.entered) {
      if (state.inInterrupt(cpu) || (interrupt && state.interruptsOff(cpu))) {
        return false;
      }
    }
    Wait wait = task.wait;
    return wait == null || wait.ready();
  }

  private boolean isReady(Wait wait) {
    AccessListener listening = space.listener();
    space.listen(null);
    boolean ready = wait.ready();
    space.listen(listening);
    return ready;
  }

  private void step(Runnable body) {
    openStep();
    body.run();
    closeStep();
  }

  private <T> T stepGet(Supplier<T> body) {
    openStep();
    T result = body.get();
    closeStep();
    return result;
  }

  private void openStep() {
    log().beginStep(currentTask(), clock.getAsLong(), current == null ? 0 : current.cause);
    inStep = true;
  }

  private void closeStep() {
    inStep = false;
    log().endStep();
  }

  private void requireNoStep(Wait wait) {
    if (inStep) {
      throw new IllegalStateException("waiting inside a step: " + wait.what());
    }
  }

  /** Reads the condition again inside the step, so that it is in the footprint. */
  private static void requireReady(Wait wait) {
    if (!wait.ready()) {
      throw new IllegalStateException("chosen while it still waits: " + wait.what());
    }
  }

  private EventLog log() {
    return Objects.requireNonNull(log, "no log connected");
  }

  private Task currentTaskOrFail() {
    return Objects.requireNonNull(current, "not inside a task");
  }

  private final class TrackedAccess implements AccessListener {

    @Override
    public void read(long location) {
      if (!inStep) {
        point(null);
      }
      if (turnListener != null) {
        footprint.read(location);
      }
    }

    @Override
    public void write(long location) {
      if (turnListener != null) {
        footprint.write(location);
      }
    }

    @Override
    public void add(long location) {
      if (turnListener != null) {
        footprint.add(location);
      }
    }
  }
}
