package org.folioscope.vm.writeback;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.simulation.report.Kind;
import org.folioscope.simulation.report.Reports;
import org.folioscope.vm.cache.Mark;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inodes;
import org.folioscope.vm.vmstat.DirtyCounts;
import org.folioscope.vm.waitqueue.WaitBit;
import org.folioscope.vm.waitqueue.WakePolicies;

/**
 * How PG_writeback is cleared and who waits for that is told. From the moment it is clear the page
 * may leave the cache, be freed and hold something else; each policy has its own idea of what is
 * safe then.
 */
@Singleton
final class WritebackEnding {

  private final Machine machine;
  private final Inodes inodes;
  private final PageCache cache;
  private final Reports reports;
  private final DirtyCounts counts;
  private final WakePolicies.WritebackEnd policy;

  @Inject
  WritebackEnding(
      Machine machine,
      Inodes inodes,
      PageCache cache,
      Reports reports,
      DirtyCounts counts,
      Policies policies) {
    this.machine = machine;
    this.inodes = inodes;
    this.cache = cache;
    this.reports = reports;
    this.counts = counts;
    this.policy = policies.get(WakePolicies.WRITEBACK_END);
  }

  /** Whether writeback holds a reference from its start on. */
  boolean holdsReferenceForIo() {
    return policy == WakePolicies.WritebackEnd.REFERENCE_FOR_IO;
  }

  /** Whether who starts writeback waits for the one before to end. */
  boolean waitsToSet() {
    return policy == WakePolicies.WritebackEnd.WAIT_TO_SET;
  }

  /**
   * Ends writeback.
   *
   * @param first what else is part of the step that clears PG_writeback
   */
  void end(Folio folio, Runnable first) {
    switch (policy) {
      case ORIGINAL, NO_TAIL_CHECK, NO_TAIL_CHECK_AT_READ, WAIT_TO_SET -> original(folio, first);
      case REFERENCE_IF_WAITED -> referenceIfWaited(folio, first);
      case WAKE_UNDER_LOCK -> wakeUnderLock(folio, first);
      case HOLD_REFERENCE -> holdReference(folio, first);
      case HOLD_REFERENCE_ONE_ATOMIC -> holdReferenceOneAtomic(folio, first);
      case CLEAR_IN_WAKE, CLEAR_IN_WAKE_UNLESS_TAKEN ->
          folio.clearWritebackInWalk(first, () -> clearUnlessFreed(folio));
      case REFERENCE_FOR_IO -> {
        clearing(folio, first, () -> {});
        wakeAndPut(folio);
      }
    }
  }

  private void original(Folio folio, Runnable first) {
    clearing(folio, first, () -> {});
    wakeWithoutReference(folio);
  }

  private void wakeWithoutReference(Folio folio) {
    boolean headOnly =
        policy != WakePolicies.WritebackEnd.NO_TAIL_CHECK
            && policy != WakePolicies.WritebackEnd.NO_TAIL_CHECK_AT_READ;
    if (machine.atomicGet(() -> folio.mayHaveWaiters("folio_end_writeback", headOnly))) {
      folio.wake(WaitBit.WRITEBACK);
    }
  }

  /**
   * Removal from the cache needs the lock under which the reference is taken, from the swap cache
   * too. A page without a file has no such lock: a warning, and no protection.
   */
  private void referenceIfWaited(Folio folio, Runnable first) {
    boolean[] held = new boolean[1];
    boolean[] unprotected = new boolean[1];
    boolean wasSet =
        machine.atomicGet(() -> {
          first.run();
          boolean set = testAndClear(folio);
          unprotected[0] = folio.inode() == 0 && !folio.is(PageFlag.SWAPCACHE);
          held[0] = !unprotected[0] && folio.is(PageFlag.WAITERS);
          if (held[0]) {
            folio.get();
          }
          return set;
        });
    if (held[0]) {
      folio.wake(WaitBit.WRITEBACK);
      folio.put();
    } else if (unprotected[0]) {
      warnOfNoMapping(folio);
      wakeWithoutReference(folio);
    }
    if (!wasSet) {
      machine.now(() -> complainOfNoWriteback(folio));
    }
  }

  private void warnOfNoMapping(Folio folio) {
    machine.now(() ->
        reports.warnOnce(
            "warn-end-of-writeback-without-mapping",
            "end_page_writeback",
            "WARNING at mm/filemap.c end_page_writeback: " + folio + " is in no file"));
  }

  /** The lock keeps the next writeback from starting, but not where that takes no such lock. */
  private void wakeUnderLock(Folio folio, Runnable first) {
    if (folio.isInSwapCache()) {
      boolean[] waited = new boolean[1];
      clearing(folio, first, () -> waited[0] = folio.is(PageFlag.WAITERS));
      if (waited[0]) {
        folio.wake(WaitBit.WRITEBACK);
      }
      return;
    }
    machine.atomicWhen(
        folio.untilQueueIsFree(),
        () -> {
          first.run();
          clear(folio);
          if (folio.is(PageFlag.WAITERS)) {
            folio.wakeAtOnce(WaitBit.WRITEBACK);
          }
        });
  }

  private void holdReference(Folio folio, Runnable first) {
    clearing(
        folio,
        () -> {
          folio.get();
          first.run();
        },
        () -> {});
    wakeAndPut(folio);
  }

  private void holdReferenceOneAtomic(Folio folio, Runnable first) {
    boolean[] waited = new boolean[1];
    clearing(
        folio,
        () -> {
          folio.get();
          first.run();
        },
        () -> waited[0] = folio.is(PageFlag.WAITERS));
    if (waited[0]) {
      folio.wake(WaitBit.WRITEBACK);
    }
    folio.put();
  }

  /** Nobody can tell whether the reference goes with the look or after it. */
  private void wakeAndPut(Folio folio) {
    boolean waited =
        machine.atomicGet(() -> {
          if (folio.is(PageFlag.WAITERS)) {
            return true;
          }
          folio.put();
          return false;
        });
    if (waited) {
      folio.wake(WaitBit.WRITEBACK);
      folio.put();
    }
  }

  /** Whoever was woken before may have freed the page. */
  private void clearUnlessFreed(Folio folio) {
    if (folio.unused()) {
      reports.violation(
          Kind.USE_AFTER_FREE,
          "use-after-free-writeback-flag",
          "folio_end_writeback",
          "PG_writeback of " + folio + " is cleared, which was freed meanwhile");
      return;
    }
    clear(folio);
  }

  private void clearing(Folio folio, Runnable first, Runnable last) {
    machine.atomic(() -> {
      first.run();
      clear(folio);
      last.run();
    });
  }

  /** The compare-and-swap of E6 warns where the test-and-clear of the others stops the kernel. */
  private void complainOfNoWriteback(Folio folio) {
    if (clearsInWalk()) {
      reports.warnOnce(
          "warn-end-of-no-writeback",
          "end_page_writeback",
          "WARNING at mm/filemap.c end_page_writeback: " + folio + " is not under writeback");
      return;
    }
    throw reports.bug(
        "bug-end-of-no-writeback",
        "folio_end_writeback",
        "kernel BUG at mm/filemap.c: PG_writeback is not set, in folio_end_writeback");
  }

  private boolean clearsInWalk() {
    return policy == WakePolicies.WritebackEnd.CLEAR_IN_WAKE
        || policy == WakePolicies.WritebackEnd.CLEAR_IN_WAKE_UNLESS_TAKEN;
  }

  private void clear(Folio folio) {
    boolean checked =
        policy != WakePolicies.WritebackEnd.HOLD_REFERENCE_ONE_ATOMIC || folio.debugged();
    if (!testAndClear(folio) && checked) {
      complainOfNoWriteback(folio);
    }
  }

  /** What is one i_pages lock section: the bit and the mark of the file that has the page now. */
  private boolean testAndClear(Folio folio) {
    boolean wasSet = folio.testAndClear(PageFlag.WRITEBACK);
    if (wasSet) {
      counts.writebackEnded();
    }
    if (folio.inode() != 0) {
      cache.clear(inodes.of(folio.inode()), folio, Mark.WRITEBACK);
    }
    return wasSet;
  }
}
