package org.folioscope.simulation.explore;

import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.MemoryLog;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongArray;
import org.folioscope.eventlog.state.StateSpace;
import org.folioscope.simulation.coroutine.Coroutines;
import org.folioscope.simulation.lock.Locks;
import org.folioscope.simulation.lock.Mutex;
import org.folioscope.simulation.machine.Context;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.machine.RunEnd;
import org.folioscope.simulation.machine.TaskSpec;
import org.folioscope.simulation.report.ReportEvent;
import org.folioscope.simulation.report.Reports;
import org.folioscope.simulation.schedule.Scheduler;

/**
 * The small model that every tool can hold: a page, its lock, and direct I/O into it while
 * writeback and reclaim are at work. Direct I/O dirties the page a second time when the data is in;
 * if reclaim took the buffers meanwhile, that is a BUG. A pin keeps reclaim off.
 */
public final class PinnedPage implements Subject, StateOwner<PinnedPage.PageEvent> {

  private static final int BUFFERS = 0;
  private static final int DIRTY = 1;
  private static final int MAPPED = 2;
  private static final int WRITEBACK = 3;
  private static final int REFS = 4;
  private static final int PINS = 5;
  private static final int DATA = 6;

  private final StateSpace space = new StateSpace();
  private final Machine machine;
  private final Emitter<PageEvent> events;
  private final Reports reports;
  private final Mutex lock;
  private final LongArray page;
  private final MemoryLog log;
  private final boolean pinsCount;
  private final TaskSpec[] tasks;
  private final StateSpace.Mark mark;
  private final MemoryLog.Position position;
  private boolean buggy;

  /** What happens to the page. */
  public sealed interface PageEvent extends Event {
    /** A field has a new value. */
    record FieldSet(int field, long value) implements PageEvent {}

    /** A count went up or down. */
    record Counted(int field, long change) implements PageEvent {}
  }

  /** The model; in the fixed kernel pins count. */
  public PinnedPage(Coroutines coroutines, boolean pinsCount) {
    this.pinsCount = pinsCount;
    machine = new Machine(space, coroutines);
    reports = new Reports(machine);
    lock = new Locks(machine, reports).mutexes("page").of(0);
    page = space.longs("page");
    events = machine.own(this);
    machine.observe(
        (number, task, event) -> buggy |= event instanceof ReportEvent.ViolationReported);
    log = new MemoryLog(space);
    machine.connect(log, false);
    tasks =
        new TaskSpec[] {
          new TaskSpec(0, "dio", Context.PROCESS, 0, this::directIo),
          new TaskSpec(1, "writeback", Context.PROCESS, 1, this::writeback),
          new TaskSpec(2, "reclaim", Context.PROCESS, 2, this::reclaim)
        };
    mark = space.mark();
    position = log.position();
  }

  /** The machine, for tests that look closer. */
  public Machine machine() {
    return machine;
  }

  @Override
  public Trial run(Scheduler scheduler) {
    buggy = false;
    space.rollback(mark);
    log.rollback(position);
    for (TaskSpec task : tasks) {
      machine.start(task);
    }
    RunEnd end = machine.run(scheduler, 0);
    machine.abandonTasks();
    if (end.reason() != RunEnd.Reason.QUIET && end.reason() != RunEnd.Reason.STUCK) {
      throw new IllegalStateException("unexpected end: " + end);
    }
    return new Trial(buggy ? "bug" : "ok", buggy, end);
  }

  private void directIo() {
    locked(() -> {
      set(BUFFERS, 1);
      set(DIRTY, 1);
      set(MAPPED, 1);
      count(REFS, 1);
      count(PINS, 1);
    });
    machine.atomic(() -> set(DATA, 1));
    machine.atomic(() -> set(DATA + 1, 1));
    locked(() -> {
      if (page.get(BUFFERS) == 0) {
        throw reports.bug("bug-no-buffers", "set_page_dirty", "page has no buffers");
      }
      set(DIRTY, 1);
      count(REFS, -1);
      count(PINS, -1);
    });
  }

  private void writeback() {
    boolean[] started = new boolean[1];
    locked(() -> {
      if (page.get(DIRTY) != 0) {
        set(MAPPED, 0);
        set(DIRTY, 0);
        set(WRITEBACK, 1);
        started[0] = true;
      }
    });
    if (started[0]) {
      locked(() -> set(WRITEBACK, 0));
    }
  }

  private void reclaim() {
    locked(() -> {
      if (page.get(DIRTY) == 0 && page.get(WRITEBACK) == 0 && !(pinsCount && page.get(PINS) > 0)) {
        set(BUFFERS, 0);
      }
    });
  }

  private void locked(Runnable body) {
    lock.lock();
    machine.now(body);
    lock.unlock();
  }

  private void set(int field, long value) {
    events.emit(new PageEvent.FieldSet(field, value));
  }

  private void count(int field, long change) {
    events.emit(new PageEvent.Counted(field, change));
  }

  @Override
  public EventFamily<PageEvent> family() {
    return FAMILY;
  }

  private static final EventFamily<PageEvent> FAMILY = EventFamily.of("page", 1, PageEvent.class);

  @Override
  public void apply(PageEvent event) {
    switch (event) {
      case PageEvent.FieldSet e -> page.set(e.field(), e.value());
      case PageEvent.Counted e -> page.add(e.field(), e.change());
    }
  }
}
