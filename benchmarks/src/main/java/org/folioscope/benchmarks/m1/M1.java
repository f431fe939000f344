package org.folioscope.benchmarks.m1;

import org.folioscope.eventlog.log.CountingLog;
import org.folioscope.eventlog.state.StateSpace;
import org.folioscope.simulation.explore.Subject;
import org.folioscope.simulation.explore.Trial;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.machine.RunEnd;
import org.folioscope.simulation.schedule.Scheduler;

/**
 * The race of a pinned page as something to explore: direct I/O dirties a page a second time when
 * its data is in, and reclaim may have taken the page's buffers meanwhile. The outcome is "ok" or
 * "bug".
 *
 * <p>With the lock as a conflict there are 19 inequivalent interleavings. Where pins do not count,
 * one of them ends in the BUG: the first section of direct I/O, both of writeback, reclaim, the
 * second section of direct I/O.
 */
public final class M1 implements Subject {

  private final Actors actors;
  private final StateSpace space;
  private final CountingLog log;
  private final StateSpace.Mark mark;
  private final CountingLog.Position start;

  private M1(boolean pinsCount) {
    actors = new Actors(pinsCount, 1);
    space = actors.machine().space();
    log = new CountingLog(space);
    actors.machine().connect(log, false);
    mark = space.mark();
    start = log.position();
  }

  /** The broken kernel: reclaim does not ask for pins. */
  public static M1 unpinned() {
    return new M1(false);
  }

  /** The fixed kernel: a pin keeps reclaim off. */
  public static M1 pinned() {
    return new M1(true);
  }

  /** The machine, for strategies that look at footprints. */
  public Machine machine() {
    return actors.machine();
  }

  @Override
  public Trial run(Scheduler scheduler) {
    space.rollback(mark);
    log.rollback(start);
    actors.start();
    RunEnd end = actors.machine().run(scheduler, 0);
    boolean bug = actors.hitBug();
    actors.machine().abandonTasks();
    if (end.reason() != RunEnd.Reason.QUIET) {
      throw new IllegalStateException("M1 always comes to an end: " + end, end.failure());
    }
    return new Trial(bug ? "bug" : "ok", bug, end);
  }
}
