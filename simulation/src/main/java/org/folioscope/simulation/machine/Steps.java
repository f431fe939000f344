package org.folioscope.simulation.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.EventLog;
import org.folioscope.eventlog.log.Mark;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.AccessListener;
import org.folioscope.eventlog.state.StateSpace;
import org.jspecify.annotations.Nullable;

/** The way of steps, events and marks into the log. */
final class Steps {

  private final StateSpace space;
  private final List<MachineObserver> observers = new ArrayList<>();
  private final List<Mark> marksOutsideTasks = new ArrayList<>();
  private @Nullable EventLog log;
  private LongSupplier clock = () -> 0;
  private @Nullable AccessListener order;
  private boolean marking;
  private boolean open;

  Steps(StateSpace space) {
    this.space = space;
  }

  void connect(EventLog newLog, boolean withMarks) {
    log = newLog;
    marking = withMarks;
  }

  void observe(MachineObserver observer) {
    observers.add(observer);
  }

  void forgetObservers() {
    observers.clear();
  }

  /** Where observers say what the order of events means to them; null when nobody asks. */
  void traceOrder(@Nullable AccessListener listener) {
    order = listener;
  }

  void readTimeFrom(LongSupplier newClock) {
    clock = newClock;
  }

  boolean marking() {
    return marking;
  }

  boolean isOpen() {
    return open;
  }

  void open(@Nullable Task task) {
    log().beginStep(idOf(task), clock.getAsLong(), task == null ? 0 : task.cause);
    open = true;
  }

  void close() {
    open = false;
    log().endStep();
  }

  <E extends Event> void append(@Nullable Task task, StateOwner<E> owner, E event) {
    if (!open) {
      throw new IllegalStateException("event emitted outside a step: " + event);
    }
    EventLog target = log();
    if (marking) {
      writeMarks(task, target);
    }
    target.append(owner, event);
    if (!observers.isEmpty()) {
      tell(target.events(), idOf(task), event);
    }
  }

  /** Keeps the mark until the task's next event: so it is never taken for another task's. */
  void mark(@Nullable Task task, Mark mark) {
    marksOf(task).add(mark);
  }

  long events() {
    return log().events();
  }

  static int idOf(@Nullable Task task) {
    return task == null ? Machine.NO_TASK : task.spec.id();
  }

  private void writeMarks(@Nullable Task task, EventLog target) {
    List<Mark> marks = marksOf(task);
    marks.forEach(target::mark);
    marks.clear();
  }

  private List<Mark> marksOf(@Nullable Task task) {
    return task == null ? marksOutsideTasks : task.marks;
  }

  /** What observers read is in no footprint. */
  private void tell(long number, int task, Event event) {
    AccessListener listening = space.listener();
    space.listen(null);
    for (MachineObserver observer : observers) {
      if (order != null) {
        observer.order(event, order);
      }
      observer.happened(number, task, event);
    }
    space.listen(listening);
  }

  private EventLog log() {
    return Objects.requireNonNull(log, "no log connected");
  }
}
