package org.folioscope.benchmarks.m1;

import java.util.List;
import org.folioscope.eventlog.state.StateSpace;
import org.folioscope.simulation.coroutine.Coroutines;
import org.folioscope.simulation.lock.Locks;
import org.folioscope.simulation.lock.Mutex;
import org.folioscope.simulation.machine.Context;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.machine.TaskSpec;
import org.folioscope.simulation.report.Reports;

/**
 * One page, its lock and three actors:
 *
 * <ul>
 *   <li><em>dio</em> locks the page and makes it writable, dirty and pinned; the device stores two
 *       halves; dio locks it again, marks it dirty and lets go. If the buffers are gone by then,
 *       that is a BUG;
 *   <li><em>writeback</em> locks the page and, if it is dirty, cleans and write-protects it and
 *       starts writing; if it did, it locks the page again to end that;
 *   <li><em>reclaim</em> locks the page and takes its buffers if it is neither dirty nor under
 *       writeback nor, where pins count, pinned.
 * </ul>
 *
 * <p>Each section under the lock is one turn, each store another.
 */
final class Actors {

  private static final int DIO = 0;

  private final Machine machine = new Machine(new StateSpace(), Coroutines.fastest());
  private final Reports reports = new Reports(machine);
  private final Mutex lock = new Locks(machine, reports).mutexes("page").of(0);
  private final Page page = new Page(machine);
  private final boolean pinsCount;
  private final List<TaskSpec> tasks;

  /**
   * The actors, each of which does its part over and over.
   *
   * @param pinsCount whether reclaim asks for pins
   */
  Actors(boolean pinsCount, long rounds) {
    this.pinsCount = pinsCount;
    tasks =
        List.of(
            task(DIO, "dio", rounds, this::directIo),
            task(1, "writeback", rounds, this::writeback),
            task(2, "reclaim", rounds, this::reclaim));
  }

  Machine machine() {
    return machine;
  }

  void start() {
    tasks.forEach(machine::start);
  }

  boolean hitBug() {
    return machine.died(DIO);
  }

  private static TaskSpec task(int id, String name, long rounds, Runnable part) {
    return new TaskSpec(
        id,
        name,
        Context.PROCESS,
        id,
        () -> {
          for (long round = 0; round < rounds; round++) {
            part.run();
          }
        });
  }

  private void directIo() {
    lock.lock();
    machine.now(() -> {
      page.emit(new PageEvent.PageMadeWritable());
      page.emit(new PageEvent.PagePinned());
    });
    lock.unlock();
    machine.atomic(() -> page.emit(new PageEvent.HalfStored(0, 1)));
    machine.atomic(() -> page.emit(new PageEvent.HalfStored(1, 1)));
    lock.lock();
    machine.now(() -> {
      if (!page.hasBuffers()) {
        throw reports.bug("bug-no-buffers", "set_page_dirty", "page has no buffers");
      }
      page.emit(new PageEvent.PageDirtied());
      page.emit(new PageEvent.PageUnpinned());
    });
    lock.unlock();
  }

  private void writeback() {
    lock.lock();
    machine.now(() -> {
      if (page.isDirty()) {
        page.emit(new PageEvent.WritebackStarted());
      }
    });
    lock.unlock();
    if (machine.peek(page::writeback) != 0) {
      lock.lock();
      machine.now(() -> page.emit(new PageEvent.WritebackEnded()));
      lock.unlock();
    }
  }

  private void reclaim() {
    lock.lock();
    machine.now(() -> {
      if (!page.isDirty() && page.writeback() == 0 && !(pinsCount && page.isPinned())) {
        page.emit(new PageEvent.BuffersFreed());
      }
    });
    lock.unlock();
  }
}
