package org.folioscope.cli.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.LogHeader;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.eventlog.log.MemoryLog;
import org.folioscope.eventlog.replay.Replay;
import org.folioscope.scenarios.calls.CallEvent;
import org.folioscope.scenarios.outcome.Outcome;
import org.folioscope.scenarios.run.Configuration;
import org.folioscope.scenarios.run.EmulatedMachine;
import org.folioscope.scenarios.run.Emulation;
import org.folioscope.scenarios.run.Execution;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.ExplorationResult;
import org.folioscope.simulation.explore.NaiveExhaustive;
import org.folioscope.simulation.explore.Subject;
import org.folioscope.simulation.explore.Trial;
import org.folioscope.simulation.schedule.Scheduler;

/**
 * One execution and everything that happened in it.
 *
 * @param setup how many of the events belong to set-up
 * @param steps with the marks of function entries
 */
record Run(Configuration configuration, Execution execution, long setup, List<LoggedStep> steps) {

  /** Executes on a new machine, with marks. */
  static Run of(Configuration configuration, Scheduler scheduler) {
    return of(configuration, withMarks(configuration), scheduler);
  }

  /** Every run with at most so many preemptions. */
  static ExplorationResult each(Configuration configuration, int bound, Consumer<Run> look) {
    Emulation emulation = withMarks(configuration);
    Subject watched =
        scheduler -> {
          Run run = of(configuration, emulation, scheduler);
          Outcome outcome = run.execution().outcome();
          look.accept(run);
          return new Trial(outcome.id(), !outcome.isOk(), run.execution().end());
        };
    return NaiveExhaustive.bounded(bound).explore(watched, Budget.unlimited());
  }

  private static Emulation withMarks(Configuration configuration) {
    EmulatedMachine machine = EmulatedMachine.wire(configuration);
    MemoryLog log = new MemoryLog(machine.machine().space(), true);
    return Emulation.on(configuration, machine, log, true);
  }

  private static Run of(Configuration configuration, Emulation emulation, Scheduler scheduler) {
    Execution execution = emulation.execute(scheduler);
    List<LoggedStep> steps = read(((MemoryLog) emulation.log()).cursor());
    return new Run(configuration, execution, emulation.setupEvents(), steps);
  }

  /** Everything that a cursor gives. */
  static List<LoggedStep> read(LogCursor cursor) {
    List<LoggedStep> steps = new ArrayList<>();
    try (cursor) {
      for (LoggedStep step = cursor.next(); step != null; step = cursor.next()) {
        steps.add(step);
      }
    }
    return steps;
  }

  /** A function was entered. */
  record Entered(int task, String function) implements Event {}

  /**
   * What happened after set-up, in order: the events, and an {@link Entered} for each function.
   *
   * @param number of the event, or of the last one before a function was entered
   */
  record Happened(long number, int task, Event event) {}

  List<Happened> happenings() {
    List<Happened> happened = new ArrayList<>();
    for (LoggedStep step : steps) {
      int task = step.step().task();
      int marks = 0;
      for (LoggedStep.Logged logged : step.events()) {
        while (marks < step.marks().size()
            && step.marks().get(marks).afterEvent() < logged.number()) {
          addMark(happened, task, step.marks().get(marks++));
        }
        happened.add(new Happened(logged.number(), task, logged.event()));
      }
      for (LoggedStep.PlacedMark mark : step.marks().subList(marks, step.marks().size())) {
        addMark(happened, task, mark);
      }
    }
    return happened.stream().filter(one -> one.number() > setup).toList();
  }

  private static void addMark(List<Happened> happened, int task, LoggedStep.PlacedMark mark) {
    if (mark.mark().entered()) {
      happened.add(
          new Happened(mark.afterEvent(), task, new Entered(task, mark.mark().function())));
    }
  }

  /** The events of a type, in order. */
  <E extends Event> List<E> events(Class<E> type) {
    return happenings().stream()
        .map(Happened::event)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  /** Whether a function was entered. */
  boolean entered(String function) {
    return events(Entered.class).stream().anyMatch(one -> one.function().equals(function));
  }

  /** The results of all calls that begin so, in order. */
  List<Long> results(String call) {
    return events(CallEvent.CallReturned.class).stream()
        .filter(returned -> returned.call().startsWith(call))
        .map(CallEvent.CallReturned::result)
        .toList();
  }

  /** A value of the state right after an event, by folding the log; 0 where nothing is stored. */
  long valueAt(long event, String path) {
    EmulatedMachine fresh = EmulatedMachine.wire(configuration);
    new Replay(fresh.machine().space(), fresh.owners())
        .fold(LogHeader.of(fresh.families(), new LinkedHashMap<>()), new StepCursor(steps), event);
    return Long.parseLong(fresh.machine().space().values().getOrDefault(path, "0"));
  }
}
