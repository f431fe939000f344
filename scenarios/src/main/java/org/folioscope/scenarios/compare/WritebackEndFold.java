package org.folioscope.scenarios.compare;

import java.util.function.Predicate;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.simulation.machine.MachineEvent;
import org.folioscope.vm.cache.CacheEvent;
import org.folioscope.vm.cache.Mark;
import org.folioscope.vm.folio.FolioEvent;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.waitqueue.WaitEvent;

/**
 * Counts in the log of a run in which one page is written back: the step that sets PG_writeback,
 * the interrupt that clears it, and the steps that put somebody to sleep. A lock is held once for
 * all that one step does under it, and a wait queue's until it is let go.
 */
final class WritebackEndFold {

  private static final int NOBODY = -1;

  private int interrupt = NOBODY;
  private boolean underWriteback;
  private boolean queueLocked;
  private int writebacks;
  private int startAtomics;
  private int endAtomics;
  private int iPagesHolds;
  private int queueHolds;
  private int wakesUnderIPages;
  private int sleeperAtomics;
  private int sleeperQueueHolds;

  private WritebackEndFold() {}

  /**
   * Folds a log.
   *
   * @param setupEvents how many events at the beginning to leave out
   */
  static WritebackEndCosts of(LogCursor log, long setupEvents) {
    WritebackEndFold fold = new WritebackEndFold();
    try (log) {
      for (LoggedStep step = log.next(); step != null; step = log.next()) {
        if (step.events().getFirst().number() > setupEvents) {
          fold.take(step);
        }
      }
    }
    return new WritebackEndCosts(
        fold.writebacks,
        fold.startAtomics,
        fold.endAtomics,
        fold.iPagesHolds,
        fold.queueHolds,
        fold.wakesUnderIPages,
        fold.sleeperAtomics,
        fold.sleeperQueueHolds);
  }

  private void take(LoggedStep step) {
    if (underWriteback
        && count(step, event -> event instanceof MachineEvent.InterruptEntered) > 0) {
      interrupt = step.step().task();
    }
    int atomics = count(step, WritebackEndFold::isAtomic);
    if (step.step().task() == interrupt) {
      endAtomics += atomics;
      completion(step);
    } else if (count(step, WritebackEndFold::sleeps) > 0) {
      sleeperAtomics += atomics;
      sleeperQueueHolds++;
    } else if (count(step, WritebackEndFold::starts) > 0) {
      writebacks++;
      underWriteback = true;
      startAtomics += atomics;
    }
    if (count(step, event -> event instanceof MachineEvent.InterruptReturned) > 0) {
      interrupt = NOBODY;
    }
  }

  private void completion(LoggedStep step) {
    underWriteback &= count(step, WritebackEndFold::ends) == 0;
    boolean iPages = count(step, WritebackEndFold::clearsMark) > 0;
    int woken = count(step, event -> event instanceof WaitEvent.WaiterWoken);
    boolean locks = count(step, event -> event instanceof WaitEvent.QueueLocked) > 0;
    iPagesHolds += iPages ? 1 : 0;
    wakesUnderIPages += iPages ? woken : 0;
    queueHolds += !queueLocked && (locks || woken > 0) ? 1 : 0;
    queueLocked |= locks;
    queueLocked &= count(step, event -> event instanceof WaitEvent.QueueUnlocked) == 0;
  }

  private static int count(LoggedStep step, Predicate<Event> wanted) {
    return (int) step.events().stream().map(LoggedStep.Logged::event).filter(wanted).count();
  }

  private static boolean isAtomic(Event event) {
    return event instanceof FolioEvent && Pricing.of(event).operation().atomics() > 0;
  }

  private static boolean sleeps(Event event) {
    return event instanceof WaitEvent.WaiterQueued;
  }

  private static boolean starts(Event event) {
    return event instanceof FolioEvent.FlagSet set && set.flag() == PageFlag.WRITEBACK;
  }

  private static boolean ends(Event event) {
    return event instanceof FolioEvent.FlagCleared clear && clear.flag() == PageFlag.WRITEBACK;
  }

  private static boolean clearsMark(Event event) {
    return event instanceof CacheEvent.MarkCleared cleared && cleared.mark() == Mark.WRITEBACK;
  }
}
