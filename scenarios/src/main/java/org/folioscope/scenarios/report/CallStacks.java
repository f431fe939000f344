package org.folioscope.scenarios.report;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.eventlog.log.Mark;
import org.folioscope.simulation.machine.MachineEvent;
import org.jspecify.annotations.Nullable;

/** Follows the marks of a log: in which function each task is. */
final class CallStacks {

  private final SortedMap<Integer, CallFrame> innermost = new TreeMap<>();

  /** Is shown every event of a log together with the function that emitted it. */
  interface Visitor {
    void event(LoggedStep step, LoggedStep.Logged logged, @Nullable CallFrame frame);

    /** The function returned, and there is something to say about how. */
    default void returned(LoggedStep step, CallFrame frame, String result) {}
  }

  /** Goes through the next step. */
  void walk(LoggedStep step, Visitor visitor) {
    int task = step.step().task();
    int nextMark = 0;
    for (LoggedStep.Logged logged : step.events()) {
      while (nextMark < step.marks().size()
          && step.marks().get(nextMark).afterEvent() < logged.number()) {
        follow(step, step.marks().get(nextMark++).mark(), visitor);
      }
      forget(logged.event());
      visitor.event(step, logged, innermost.get(task));
    }
    while (nextMark < step.marks().size()) {
      follow(step, step.marks().get(nextMark++).mark(), visitor);
    }
  }

  /** The functions that the task is in, the innermost first. */
  List<String> functions(int task) {
    List<String> functions = new ArrayList<>();
    for (CallFrame frame = innermost.get(task); frame != null; frame = frame.caller()) {
      functions.add(frame.function());
    }
    return functions;
  }

  private void follow(LoggedStep step, Mark mark, Visitor visitor) {
    int task = step.step().task();
    CallFrame frame = innermost.get(task);
    if (mark.entered()) {
      innermost.put(task, new CallFrame(frame, mark.function(), mark.detail()));
    } else if (frame != null) {
      if (!mark.detail().isEmpty()) {
        visitor.returned(step, frame, mark.detail());
      }
      set(task, frame.caller());
    }
  }

  /** A task id that is used again starts outside all functions. */
  private void forget(Event event) {
    if (event instanceof MachineEvent.TaskStarted started) {
      innermost.remove(started.task());
    }
  }

  private void set(int task, @Nullable CallFrame frame) {
    if (frame == null) {
      innermost.remove(task);
    } else {
      innermost.put(task, frame);
    }
  }
}
