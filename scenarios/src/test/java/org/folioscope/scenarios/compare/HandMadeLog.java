package org.folioscope.scenarios.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.eventlog.log.Step;
import org.folioscope.simulation.machine.Context;
import org.folioscope.simulation.machine.MachineEvent;

/** A log written by hand, folded as it grows. */
final class HandMadeLog {

  static final int MACHINE = -1;
  static final int FINALLY = 8;
  static final int CHECK = 9;

  private final RunFold fold;
  private long steps;
  private long events;

  HandMadeLog() {
    this(0);
  }

  /** A log that begins with a set-up of so many events. */
  HandMadeLog(long setup) {
    fold = new RunFold(setup, FINALLY, CHECK);
  }

  /** One step of a task. */
  HandMadeLog step(int task, Event... all) {
    return stepAfter(0, task, all);
  }

  /** One step of a task that an event woke. */
  HandMadeLog stepAfter(long cause, int task, Event... all) {
    List<LoggedStep.Logged> logged = new ArrayList<>();
    for (Event event : all) {
      logged.add(new LoggedStep.Logged(++events, event, 0));
    }
    fold.take(new LoggedStep(new Step(++steps, task, 0, cause), logged, List.of()));
    return this;
  }

  /** The machine starts a task. */
  HandMadeLog start(int task) {
    return step(MACHINE, new MachineEvent.TaskStarted(task, "task", Context.PROCESS, 0));
  }

  /** The number of the newest event. */
  long newest() {
    return events;
  }

  Map<Cost, Double> costs() {
    return fold.costs();
  }

  double cost(Cost cost) {
    return costs().getOrDefault(cost, Double.NaN);
  }
}
