package org.folioscope.simulation.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.eventlog.log.MemoryLog;
import org.folioscope.eventlog.state.StateSpace;
import org.folioscope.simulation.coroutine.Coroutines;
import org.folioscope.simulation.lock.Locks;
import org.folioscope.simulation.lock.Mutex;
import org.folioscope.simulation.lock.Rwsem;
import org.folioscope.simulation.lock.Spinlock;
import org.folioscope.simulation.machine.Context;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.machine.RunEnd;
import org.folioscope.simulation.machine.TaskSpec;
import org.folioscope.simulation.machine.Wait;
import org.folioscope.simulation.report.ReportEvent;
import org.folioscope.simulation.report.Reports;
import org.folioscope.simulation.schedule.LowestFirst;
import org.folioscope.simulation.schedule.Scheduler;
import org.folioscope.simulation.time.Timers;

/**
 * A machine with cells, locks, timers and reports, and a notebook in which tasks write what they
 * did.
 */
public final class Lab {

  public final StateSpace space = new StateSpace();
  public final Machine machine;
  public final MemoryLog log;
  public final Cells cells;
  public final Reports reports;
  public final Locks locks;
  public final Timers timers;

  public final Mutex.Family mutexes;
  public final Rwsem.Family rwsems;
  public final Spinlock.Family spinlocks;

  /** What the tasks noted, in the order in which they did. */
  public final List<String> notes = new ArrayList<>();

  public final List<ReportEvent.ViolationReported> violations = new ArrayList<>();

  public Lab() {
    this(Coroutines.CONTINUATION);
  }

  public Lab(Coroutines coroutines) {
    machine = new Machine(space, coroutines);
    cells = new Cells(machine);
    reports = new Reports(machine);
    locks = new Locks(machine, reports);
    mutexes = locks.mutexes("lab-mutex");
    rwsems = locks.rwsems("lab-rwsem");
    spinlocks = locks.spinlocks("lab-spinlock");
    timers = new Timers(machine);
    log = new MemoryLog(space, true);
    machine.connect(log, true);
    machine.observe((number, task, event) -> {
      if (event instanceof ReportEvent.ViolationReported violation) {
        violations.add(violation);
      }
    });
  }

  /** Starts a process task on a CPU of its own. */
  public void task(int id, Runnable body) {
    machine.start(new TaskSpec(id, "t" + id, Context.PROCESS, id, body));
  }

  public void device(int id, Runnable body) {
    machine.start(new TaskSpec(id, "dev" + id, Context.DEVICE, -1, body));
  }

  public void interrupt(int id, int cpu, Runnable body) {
    machine.start(new TaskSpec(id, "irq" + id, Context.INTERRUPT, cpu, body));
  }

  /** A step in which the current task notes something. */
  public void step(String text) {
    machine.atomic(() -> note(text));
  }

  public void note(String text) {
    notes.add(machine.currentTaskName() + ":" + text);
  }

  public void await(int cell, long value) {
    machine.await(until(cell, value));
  }

  public Wait until(int cell, long value) {
    return until("cell " + cell + " to become " + value, () -> cells.get(cell) == value);
  }

  public Wait until(String what, BooleanSupplier condition) {
    return new Wait() {
      @Override
      public boolean ready() {
        return condition.getAsBoolean();
      }

      @Override
      public String what() {
        return what;
      }
    };
  }

  public RunEnd run() {
    return run(new LowestFirst());
  }

  public RunEnd run(Scheduler scheduler) {
    return machine.run(scheduler, 0);
  }

  public List<LoggedStep> steps() {
    List<LoggedStep> steps = new ArrayList<>();
    try (var cursor = log.cursor()) {
      for (LoggedStep step = cursor.next(); step != null; step = cursor.next()) {
        steps.add(step);
      }
    }
    return steps;
  }

  public List<Event> events() {
    return steps().stream()
        .flatMap(step -> step.events().stream())
        .map(LoggedStep.Logged::event)
        .toList();
  }

  /** The events of one kind. */
  public <T extends Event> List<T> events(Class<T> type) {
    return events().stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** Executes again and again from here: the tasks are those that the set-up starts. */
  public Replays fromHere(Runnable start) {
    return new Replays(this, start);
  }
}
