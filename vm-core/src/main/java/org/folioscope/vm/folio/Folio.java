package org.folioscope.vm.folio;

import org.folioscope.block.DmaBuffer;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.machine.Wait;
import org.folioscope.vm.waitqueue.WaitBit;
import org.folioscope.vm.waitqueue.WakePolicies;

/**
 * A page of memory: one frame of 4 KiB with its flags, counts, lock and bytes. Changing operations
 * are steps of their own when called outside a step.
 */
public final class Folio implements DmaBuffer {

  /** Bytes in a page. */
  public static final int SIZE = FolioState.PAGE_SIZE;

  /** What one FOLL_PIN adds to the reference count of a small folio (GUP_PIN_COUNTING_BIAS). */
  public static final int PIN_BIAS = 1024;

  private final Folios all;
  private final int frame;

  Folio(Folios all, int frame) {
    this.all = all;
    this.frame = frame;
  }

  /** The frame number. */
  public int frame() {
    return frame;
  }

  /** Whether the flag is set. */
  public boolean is(PageFlag flag) {
    return all.state.flag(frame, flag);
  }

  /** Sets the flag; says whether it was clear. */
  public boolean testAndSet(PageFlag flag) {
    return all.machine.atomicGet(() -> {
      if (is(flag)) {
        return false;
      }
      all.events.emit(new FolioEvent.FlagSet(frame, flag));
      return true;
    });
  }

  /** Clears the flag; says whether it was set. */
  public boolean testAndClear(PageFlag flag) {
    return all.machine.atomicGet(() -> {
      if (!is(flag)) {
        return false;
      }
      all.events.emit(new FolioEvent.FlagCleared(frame, flag));
      return true;
    });
  }

  /** Sleeps until the page lock is free and takes it (folio_lock). */
  public void lock() {
    all.locks.mightSleep("folio_lock");
    all.waits.acquire(frame, WaitBit.LOCKED);
  }

  /** {@link #lock}; false, and not locked, if a fatal signal came before (folio_lock_killable). */
  public boolean lockKillable() {
    all.locks.mightSleep("folio_lock_killable");
    return all.waits.acquireKillable(frame, WaitBit.LOCKED);
  }

  /** Takes the page lock if it is free (folio_trylock). */
  public boolean trylock() {
    return all.machine.atomicGet(() -> {
      if (is(PageFlag.LOCKED)) {
        return false;
      }
      takeLock();
      return true;
    });
  }

  /** Sleeps until nobody holds the page lock, without taking it (folio_wait_locked). */
  public void waitUnlocked() {
    all.locks.mightSleep("folio_wait_locked");
    all.waits.await(frame, WaitBit.LOCKED, false);
  }

  /**
   * Sleeps until nobody holds the page lock; false if a fatal signal came before
   * (folio_wait_locked_killable).
   */
  public boolean waitUnlockedKillable() {
    all.locks.mightSleep("folio_wait_locked_killable");
    return all.waits.awaitKillable(frame, WaitBit.LOCKED);
  }

  /**
   * Gives the caller's reference away and sleeps until the page lock was given back once. The page
   * may be anything then (folio_put_wait_locked).
   */
  public void putAndWaitUnlocked() {
    all.locks.mightSleep("folio_put_wait_locked");
    all.waits.dropAndAwait(frame, WaitBit.LOCKED, this::put);
  }

  /** Gives the page lock back and wakes who waits for it (folio_unlock). Not inside a step. */
  public void unlock() {
    unlock(() -> {});
  }

  /** {@link #unlock}, and what is part of its first step. */
  public void unlock(Runnable first) {
    if (all.clearsInWalk()) {
      boolean leave = all.writebackEnd == WakePolicies.WritebackEnd.CLEAR_IN_WAKE_UNLESS_TAKEN;
      all.waits.clearInWalk(
          frame,
          WaitBit.LOCKED,
          first,
          wanted -> {
            if (!wanted || !leave) {
              releaseLock();
            }
          });
      return;
    }
    boolean waited =
        all.machine.atomicGet(() -> {
          first.run();
          releaseLock();
          return is(PageFlag.WAITERS);
        });
    if (waited) {
      wake(WaitBit.LOCKED);
    }
  }

  /**
   * Gives the page lock back where nobody can wait for it: nobody has a reference. Only inside a
   * step.
   */
  public void releaseLock() {
    if (!is(PageFlag.LOCKED)) {
      throw all.reports.bug(
          "bug-unlock-of-unlocked-folio",
          "folio_unlock",
          "kernel BUG at mm/filemap.c: the page lock of " + this + " is not held, in folio_unlock");
    }
    all.events.emit(new FolioEvent.FolioUnlocked(frame));
  }

  /** Wakes who waits for the bit, which was cleared (folio_wake_bit). Not inside a step. */
  public void wake(WaitBit bit) {
    all.warnIfUnused(this);
    all.waits.wake(frame, bit);
  }

  /**
   * Whether somebody may wait for a bit of the page, asked without a reference: by now it may be
   * anything. Only inside a step.
   *
   * @param headOnly whether asking a tail of a huge page is a BUG, if such things are checked
   */
  public boolean mayHaveWaiters(String function, boolean headOnly) {
    return all.checks.mayTouch(frame, function, headOnly) && is(PageFlag.WAITERS);
  }

  /** Whether checks that only debugging kernels have are built in. */
  public boolean debugged() {
    return all.checks.debug();
  }

  /** {@link #wake} as part of a step, which had to wait for {@link #untilQueueIsFree}. */
  public void wakeAtOnce(WaitBit bit) {
    all.waits.wakeAtOnce(frame, bit);
  }

  /**
   * Ends writeback in the walk that wakes who waits for it, or at once if nobody does. Not inside a
   * step.
   *
   * @param first part of the first step
   * @param clear clears PG_writeback
   */
  public void clearWritebackInWalk(Runnable first, Runnable clear) {
    all.waits.clearInWalk(frame, WaitBit.WRITEBACK, first, _ -> clear.run());
  }

  /** Sleeps until PG_writeback is clear and sets it. Not inside a step. */
  public void acquireWriteback() {
    all.waits.acquire(frame, WaitBit.WRITEBACK);
  }

  /** What a step has to wait for that uses the page's wait queue. */
  public Wait untilQueueIsFree() {
    return all.waits.untilFree(frame);
  }

  /**
   * Sleeps while PG_writeback is set.
   *
   * @param lookAgain whether a task that was woken goes on sleeping if it is set again
   */
  public void waitWriteback(boolean lookAgain) {
    all.waits.await(frame, WaitBit.WRITEBACK, lookAgain);
  }

  /** The reference count. */
  public int refcount() {
    return all.state.refcount(frame);
  }

  /** How many page-table entries map the page. */
  public int mapcount() {
    return all.state.mapcount(frame);
  }

  /** Whether any page-table entry maps the page. */
  public boolean mapped() {
    return mapcount() > 0;
  }

  /** The inode whose cache the page is in; 0 for none: never added, anonymous, or truncated. */
  public int inode() {
    return all.state.inode(frame);
  }

  /**
   * Whether the page is anonymous memory (folio_test_anon). Only of a mapped or locked page, whose
   * kind nobody changes: that is why it is no read of its own.
   */
  public boolean isAnonymous() {
    return all.machine.peek(() -> inode() == 0 && is(PageFlag.SWAPBACKED) ? 1 : 0) == 1;
  }

  /**
   * Whether the page is in the swap cache. Only while it cannot leave it, being under writeback or
   * locked: that is why it is no read of its own.
   */
  public boolean isInSwapCache() {
    return all.machine.peek(() -> is(PageFlag.SWAPCACHE) ? 1 : 0) == 1;
  }

  /** The page offset in the file; kept after the page left the cache. */
  public long index() {
    return all.state.index(frame);
  }

  /**
   * Whether a device may hold the page: exact "no", possibly false "yes" (folio_maybe_dma_pinned).
   */
  public boolean maybeDmaPinned() {
    return all.state.farFromPinBias(frame) ? all.state.pins(frame) > 0 : refcount() >= PIN_BIAS;
  }

  /** Whether the last reference is gone. */
  public boolean unused() {
    return onlyHeldBy(0);
  }

  /**
   * Whether there is no reference but the caller's own. While the page is in the cache there is the
   * cache's, whatever others come and go: then only being in the cache is read, not how many there
   * are, so that taking and dropping references commutes.
   *
   * @param own how many references the caller has
   */
  public boolean onlyHeldBy(int own) {
    return (inode() == 0 || all.state.peekRefcount(frame) <= own) && refcount() <= own;
  }

  /** One more reference (folio_get). Only inside a step. */
  public void get() {
    takeReferences(1);
  }

  /** {@code count} more references. Only inside a step. */
  public void takeReferences(int count) {
    all.events.emit(new FolioEvent.ReferencesTaken(frame, count));
  }

  /** One reference less; the last one frees the page (folio_put). */
  public void put() {
    dropReferences(1);
  }

  /** {@code count} references less. */
  public void dropReferences(int count) {
    all.machine.atomic(() -> {
      all.events.emit(new FolioEvent.ReferencesDropped(frame, count));
      freeIfUnused();
    });
  }

  /**
   * If the count is as expected: makes it 0, so that nobody can get a reference any more
   * (folio_ref_freeze). Only inside a step.
   */
  public boolean freeze(int expected) {
    if (refcount() != expected) {
      return false;
    }
    all.events.emit(new FolioEvent.ReferencesFrozen(frame, expected));
    return true;
  }

  /** Takes {@link #freeze} back. Only inside a step. */
  public void unfreeze(int count) {
    all.events.emit(new FolioEvent.ReferencesUnfrozen(frame, count));
  }

  /** Frees a page whose references are frozen. Only inside a step. */
  public void freeFrozen() {
    all.free(this);
  }

  /** A page-table entry maps the page from now on. Only inside a step. */
  public void map() {
    all.events.emit(new FolioEvent.PageMapped(frame));
  }

  /** A page-table entry maps it no more. Only inside a step. */
  public void unmap() {
    all.events.emit(new FolioEvent.PageUnmapped(frame));
    freeIfUnused();
  }

  /** The page holds this part of the file, with a reference for the cache. Only inside a step. */
  public void setMapping(int inode, long index) {
    all.events.emit(new FolioEvent.MappingSet(frame, inode, index));
  }

  /** The page left the cache; the cache's reference is still to be dropped. Only inside a step. */
  public void clearMapping() {
    all.checks.whenRemovedFromCache(frame);
    all.events.emit(new FolioEvent.MappingCleared(frame));
  }

  /** Filesystem state is attached, with a reference. Only inside a step. */
  public void attachPrivate() {
    all.events.emit(new FolioEvent.PrivateAttached(frame));
  }

  /** Filesystem state is gone, with its reference. Only inside a step. */
  public void detachPrivate() {
    all.events.emit(new FolioEvent.PrivateDetached(frame));
    freeIfUnused();
  }

  /** A CPU stores bytes. Only inside a step. */
  public void write(int offset, Content content) {
    all.events.emit(new FolioEvent.DataStored(frame, offset, content, FolioEvent.Writer.CPU));
  }

  @Override
  public long number() {
    return frame;
  }

  @Override
  public Content load(int offset, int length) {
    return all.state.load(frame, offset, length);
  }

  @Override
  public void store(int offset, Content content) {
    all.events.emit(new FolioEvent.DataStored(frame, offset, content, FolioEvent.Writer.DEVICE));
  }

  @Override
  public boolean mayBePinned() {
    return maybeDmaPinned();
  }

  @Override
  public String toString() {
    return "folio " + frame;
  }

  private void takeLock() {
    all.events.emit(new FolioEvent.FolioLocked(frame, all.machine.currentTask()));
  }

  private void freeIfUnused() {
    if (unused()) {
      all.free(this);
    }
  }
}
