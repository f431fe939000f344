package org.folioscope.scenarios.report;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.folioscope.eventlog.log.Event;
import org.folioscope.simulation.machine.Context;
import org.folioscope.simulation.machine.MachineEvent;
import org.folioscope.simulation.machine.TaskIds;

/** What to call tasks: as the log says when they start, and what else is known of them. */
final class TaskNames {

  private final IntFunction<String> known;
  private final SortedMap<Integer, MachineEvent.TaskStarted> started = new TreeMap<>();

  TaskNames(IntFunction<String> known) {
    this.known = known;
  }

  void learn(Event event) {
    if (event instanceof MachineEvent.TaskStarted start) {
      started.put(start.task(), start);
    }
  }

  /** The name of the task; an interrupt is set in angle brackets. */
  String of(int task) {
    MachineEvent.TaskStarted start = started.get(task);
    if (start == null) {
      return structural(task);
    }
    return start.context() == Context.INTERRUPT ? "<interrupt>" : start.name();
  }

  /** Device, interrupt and clock tasks are known by their ids. */
  private String structural(int task) {
    if (task == TaskIds.CLOCK) {
      return "clock";
    }
    if (task >= TaskIds.PROCESSES && task < TaskIds.CLOCK) {
      return task < TaskIds.completion(0, 0) ? "disk" : "<interrupt>";
    }
    return known.apply(task);
  }

  /** The CPU that the task runs on, -1 for none. */
  int cpu(int task) {
    MachineEvent.TaskStarted start = started.get(task);
    return start == null ? -1 : start.cpu();
  }

  /** Where the task's code runs. */
  Context context(int task) {
    MachineEvent.TaskStarted start = started.get(task);
    return start == null ? Context.PROCESS : start.context();
  }
}
