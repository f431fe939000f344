package org.folioscope.scenarios.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.folioscope.scenarios.compare.HandMadeLog.CHECK;
import static org.folioscope.scenarios.compare.HandMadeLog.FINALLY;

import java.util.List;
import org.folioscope.block.BioOp;
import org.folioscope.block.BlockEvent;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.log.Event;
import org.folioscope.gup.GupEvent;
import org.folioscope.scenarios.calls.CallEvent;
import org.folioscope.simulation.lock.LockEvent;
import org.folioscope.simulation.machine.Context;
import org.folioscope.simulation.machine.MachineEvent;
import org.folioscope.vm.buffers.BufferEvent;
import org.folioscope.vm.cache.CacheEvent;
import org.folioscope.vm.cache.Mark;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.FolioEvent;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.lru.LruEvent;
import org.folioscope.vm.lru.LruList;
import org.folioscope.vm.mm.MmEvent;
import org.folioscope.vm.mm.Pte;
import org.junit.jupiter.api.Test;

/** Each cost on its own, in logs written by hand. */
class RunFoldTest {

  private static final int PAGE = 4;
  private static final int FILE = 12;
  private static final int WRITER = 1;
  private static final int KSWAPD = 2;
  private static final int DISK = 64;
  private static final int INTERRUPT = 1088;

  private final HandMadeLog log = new HandMadeLog();

  private static Event set(PageFlag flag) {
    return new FolioEvent.FlagSet(PAGE, flag);
  }

  private static Event clear(PageFlag flag) {
    return new FolioEvent.FlagCleared(PAGE, flag);
  }

  private static Event locked(int task) {
    return new FolioEvent.FolioLocked(PAGE, task);
  }

  private static Event unlocked() {
    return new FolioEvent.FolioUnlocked(PAGE);
  }

  private static Event stored(FolioEvent.Writer writer) {
    return new FolioEvent.DataStored(PAGE, 0, Content.fill(1, 4096), writer);
  }

  private static Event isolated() {
    return new LruEvent.FolioUnlisted(PAGE, LruList.INACTIVE_FILE);
  }

  private static Event putBack(LruList list) {
    return new LruEvent.FolioListed(PAGE, list);
  }

  // bytes copied

  @Test
  void theKernelsOwnStoresAreCopies() {
    log.step(WRITER, new CallEvent.CallBegan(WRITER, "write(fd, fill(1), 4K)"))
        .step(WRITER, stored(FolioEvent.Writer.CPU));
    assertThat(log.cost(Cost.BYTES_COPIED)).isEqualTo(4096);
  }

  @Test
  void whatADeviceOrAProgramItselfStoresIsNoCopy() {
    log.step(WRITER, new CallEvent.CallBegan(WRITER, "store(addr, fill(1), 4K)"))
        .step(WRITER, stored(FolioEvent.Writer.CPU))
        .step(DISK, stored(FolioEvent.Writer.DEVICE));
    assertThat(log.cost(Cost.BYTES_COPIED)).isZero();
  }

  @Test
  void setUpAndReadingBackCostNothing() {
    HandMadeLog short1 = new HandMadeLog(2);
    short1
        .step(WRITER, stored(FolioEvent.Writer.CPU), set(PageFlag.UPTODATE))
        .start(CHECK)
        .step(CHECK, stored(FolioEvent.Writer.CPU), set(PageFlag.REFERENCED));
    assertThat(short1.cost(Cost.BYTES_COPIED)).isZero();
    assertThat(short1.cost(Cost.ATOMICS)).isZero();
  }

  // atomic operations and locks

  @Test
  void aPinIsOneAtomicOperationLikeAReference() {
    log.step(WRITER, new FolioEvent.ReferencesTaken(PAGE, 1));
    log.step(WRITER, new FolioEvent.ReferencesTaken(PAGE, 1024));
    assertThat(log.cost(Cost.ATOMICS)).isEqualTo(2);
  }

  @Test
  void atomicOperationsAreThoseOfTheTable() {
    log.step(WRITER, set(PageFlag.DIRTY), clear(PageFlag.DIRTY))
        .step(WRITER, set(PageFlag.SWAPBACKED))
        .step(WRITER, new FolioEvent.PageUnmapped(PAGE), new FolioEvent.PrivateDetached(PAGE))
        .step(WRITER, new FolioEvent.ReferencesFrozen(PAGE, 2))
        .step(WRITER, new FolioEvent.ReferencesUnfrozen(PAGE, 2));
    assertThat(log.cost(Cost.ATOMICS)).isEqualTo(2 + 0 + 2 + 2 + 1 + 0);
    assertThat(log.cost(Cost.LOCKS)).isZero();
  }

  @Test
  void aLockIsHeldOnceForAllThatAStepDoesUnderIt() {
    log.step(
            WRITER,
            new CacheEvent.MarkSet(FILE, 0, Mark.WRITEBACK),
            new CacheEvent.MarkCleared(FILE, 0, Mark.DIRTY))
        .step(WRITER, new CacheEvent.MarkSet(FILE, 1, Mark.DIRTY));
    assertThat(log.cost(Cost.LOCKS)).isEqualTo(2);
  }

  @Test
  void everyKindOfLockCounts() {
    log.step(WRITER, new LockEvent.LockAcquired("i_rwsem", FILE, WRITER))
        .step(WRITER, new LockEvent.LockReleased("i_rwsem", FILE, WRITER))
        .step(WRITER, locked(WRITER))
        .step(WRITER, unlocked())
        .step(KSWAPD, isolated())
        .step(KSWAPD, new MmEvent.PteCleared(0, 256));
    assertThat(log.cost(Cost.LOCKS)).isEqualTo(4);
    assertThat(log.cost(Cost.ATOMICS)).as("the entry's xchg").isEqualTo(1);
  }

  // per writeback

  private void writeBack() {
    log.step(WRITER, new CacheEvent.FolioAdded(FILE, 0, PAGE))
        .step(WRITER, locked(WRITER))
        .step(WRITER, new MmEvent.PteWriteProtected(0, 256, new Pte(PAGE, false, false, true)))
        .step(WRITER, clear(PageFlag.DIRTY))
        .step(
            WRITER,
            set(PageFlag.WRITEBACK),
            new CacheEvent.MarkSet(FILE, 0, Mark.WRITEBACK),
            new CacheEvent.MarkCleared(FILE, 0, Mark.DIRTY))
        .step(WRITER, unlocked())
        .step(INTERRUPT, new MachineEvent.InterruptEntered(0, INTERRUPT))
        .step(INTERRUPT, clear(PageFlag.WRITEBACK))
        .step(INTERRUPT, new MachineEvent.InterruptReturned(0, INTERRUPT));
  }

  @Test
  void aWritebackPaysForItsOwnPageOnly() {
    log.step(KSWAPD, set(PageFlag.REFERENCED), new FolioEvent.ReferencesTaken(PAGE, 1024));
    writeBack();
    log.step(WRITER, new FolioEvent.ReferencesDropped(PAGE, 1))
        .step(KSWAPD, locked(KSWAPD))
        .step(KSWAPD, unlocked());
    assertThat(log.cost(Cost.ATOMICS_PER_WRITEBACK)).isEqualTo(4);
    assertThat(log.cost(Cost.LOCKS_PER_WRITEBACK)).as("page, PTE and i_pages").isEqualTo(3);
    assertThat(log.cost(Cost.ATOMICS)).isEqualTo(7);
  }

  @Test
  void aReferenceThatTheCompletionTakesIsExtra() {
    log.step(WRITER, locked(WRITER), set(PageFlag.WRITEBACK), unlocked())
        .step(INTERRUPT, new MachineEvent.InterruptEntered(0, INTERRUPT))
        .step(INTERRUPT, new FolioEvent.ReferencesTaken(PAGE, 1))
        .step(INTERRUPT, clear(PageFlag.WRITEBACK))
        .step(INTERRUPT, new FolioEvent.ReferencesDropped(PAGE, 1))
        .step(INTERRUPT, new MachineEvent.InterruptReturned(0, INTERRUPT));
    assertThat(log.cost(Cost.ATOMICS_PER_WRITEBACK)).isEqualTo(4);
  }

  @Test
  void withoutAWritebackThereIsNoCostOfOne() {
    log.step(WRITER, locked(WRITER)).step(WRITER, unlocked());
    assertThat(log.costs())
        .doesNotContainKeys(
            Cost.ATOMICS_PER_WRITEBACK, Cost.LOCKS_PER_WRITEBACK, Cost.FSYNC_MICROSECONDS);
  }

  // reclaim

  @Test
  void aPageThatReclaimPutsBackAsItWasIsSkipped() {
    log.step(KSWAPD, isolated())
        .step(KSWAPD, locked(KSWAPD))
        .step(KSWAPD, unlocked())
        .step(KSWAPD, putBack(LruList.ACTIVE_FILE));
    assertThat(log.cost(Cost.SKIPPED_BY_RECLAIM)).isEqualTo(1);
    assertThat(log.cost(Cost.SKIPPED_PINNED)).isZero();
    assertThat(log.cost(Cost.STRIPPED_BY_RECLAIM)).isZero();
  }

  @Test
  void aCleanPageIsSkippedForItsPin() {
    log.step(WRITER, new GupEvent.PageHeld(PAGE, FILE, 0, true, true))
        .step(KSWAPD, isolated())
        .step(KSWAPD, locked(KSWAPD))
        .step(KSWAPD, putBack(LruList.ACTIVE_FILE));
    assertThat(log.cost(Cost.SKIPPED_PINNED)).isEqualTo(1);
  }

  @Test
  void aDirtyPageOrOneWithAPlainReferenceIsNot() {
    log.step(WRITER, new GupEvent.PageHeld(PAGE, FILE, 0, false, true))
        .step(KSWAPD, isolated())
        .step(KSWAPD, locked(KSWAPD))
        .step(KSWAPD, putBack(LruList.ACTIVE_FILE))
        .step(WRITER, new GupEvent.PageHeld(PAGE, FILE, 0, true, true), set(PageFlag.DIRTY))
        .step(KSWAPD, isolated())
        .step(KSWAPD, locked(KSWAPD))
        .step(KSWAPD, putBack(LruList.ACTIVE_FILE));
    assertThat(log.cost(Cost.SKIPPED_BY_RECLAIM)).isEqualTo(2);
    assertThat(log.cost(Cost.SKIPPED_PINNED)).isZero();
  }

  @Test
  void aPageWithoutItsBuffersIsStrippedAndNotSkipped() {
    log.step(KSWAPD, isolated())
        .step(KSWAPD, locked(KSWAPD))
        .step(KSWAPD, new BufferEvent.BuffersFreed(PAGE), new FolioEvent.PrivateDetached(PAGE))
        .step(KSWAPD, putBack(LruList.INACTIVE_FILE));
    assertThat(log.cost(Cost.STRIPPED_BY_RECLAIM)).isEqualTo(1);
    assertThat(log.cost(Cost.SKIPPED_BY_RECLAIM)).isZero();
  }

  @Test
  void aPageThatIsFreedOrOnlyAgesIsNotSkipped() {
    log.step(KSWAPD, isolated())
        .step(KSWAPD, locked(KSWAPD))
        .step(KSWAPD, new FolioEvent.FolioFreed(PAGE, 0))
        .step(KSWAPD, new LruEvent.FolioUnlisted(PAGE, LruList.ACTIVE_FILE))
        .step(KSWAPD, putBack(LruList.INACTIVE_FILE))
        .step(KSWAPD, isolated(), putBack(LruList.INACTIVE_FILE));
    assertThat(log.cost(Cost.SKIPPED_BY_RECLAIM)).isZero();
  }

  // dirty pages and refused calls

  @Test
  void dirtyPagesAreCountedBeforeFinally() {
    log.step(WRITER, set(PageFlag.DIRTY)).start(FINALLY).step(FINALLY, clear(PageFlag.DIRTY));
    assertThat(log.start(CHECK).cost(Cost.LEFT_DIRTY)).isEqualTo(1);
  }

  @Test
  void aPageThatWasCleanedOrFreedIsNotDirty() {
    log.step(WRITER, set(PageFlag.DIRTY), clear(PageFlag.DIRTY))
        .step(WRITER, set(PageFlag.DIRTY), new FolioEvent.FolioFreed(PAGE, 0));
    assertThat(log.start(FINALLY).cost(Cost.LEFT_DIRTY)).isZero();
  }

  @Test
  void aCallIsRefusedWhenTheKernelWouldNotDoIt() {
    for (Errno errno : List.of(Errno.EFAULT, Errno.EINVAL, Errno.EIO, Errno.EOPNOTSUPP)) {
      log.step(WRITER, new CallEvent.CallReturned(WRITER, "rdma_register(a, 4K)", errno.result()));
    }
    log.step(WRITER, new CallEvent.CallReturned(WRITER, "read(fd, a, 4K)", 4096));
    assertThat(log.cost(Cost.REFUSED)).isEqualTo(2);
  }

  // virtual time

  @Test
  void anFsyncLastsAsLongAsTheFlushThatItWaitsFor() {
    log.start(WRITER)
        .step(WRITER, new CallEvent.SyncBegan(WRITER, FILE, 0, Long.MAX_VALUE))
        .step(
            WRITER,
            new BlockEvent.BioSubmitted(1, 0, 0, BioOp.FLUSH, 0, List.of()),
            new MachineEvent.TaskStarted(DISK, "disk", Context.DEVICE, -1))
        .step(DISK, new BlockEvent.CacheFlushed(1))
        .step(DISK, new BlockEvent.BioCompleted(1, 0))
        .stepAfter(log.newest(), WRITER, new CallEvent.SyncEnded(WRITER, FILE, 0, 3, 0));
    assertThat(log.cost(Cost.FSYNC_MICROSECONDS)).isEqualTo(15 + 1_000 + 0.04);
  }

  @Test
  void whatOthersDoMeanwhileCostsAnFsyncNothing() {
    log.start(WRITER)
        .start(KSWAPD)
        .step(WRITER, new CallEvent.SyncBegan(WRITER, FILE, 0, Long.MAX_VALUE))
        .step(KSWAPD, stored(FolioEvent.Writer.CPU))
        .step(WRITER, new CallEvent.SyncEnded(WRITER, FILE, 0, 3, 0));
    assertThat(log.cost(Cost.FSYNC_MICROSECONDS)).isZero();
  }

  @Test
  void anFsyncWaitsForTheHolderOfALock() {
    log.start(WRITER)
        .start(KSWAPD)
        .step(WRITER, new CallEvent.SyncBegan(WRITER, FILE, 0, Long.MAX_VALUE))
        .step(KSWAPD, locked(KSWAPD))
        .step(KSWAPD, stored(FolioEvent.Writer.CPU))
        .step(KSWAPD, unlocked())
        .step(WRITER, locked(WRITER))
        .step(WRITER, new CallEvent.SyncEnded(WRITER, FILE, 0, 3, 0));
    assertThat(log.cost(Cost.FSYNC_MICROSECONDS)).isEqualTo(0.04 + 0.4 + 0.04);
  }
}
