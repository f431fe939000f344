package org.folioscope.ext4;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.folioscope.block.BioOp;
import org.folioscope.block.BlockEvent;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.log.Event;
import org.folioscope.simulation.machine.TaskIds;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.simulation.report.ReportEvent;
import org.folioscope.vm.buffers.BufferHeads;
import org.folioscope.vm.cache.CacheEvent;
import org.folioscope.vm.contract.FallocateMode;
import org.folioscope.vm.dirty.Dirtying;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.FolioEvent;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.mm.MmEvent;
import org.folioscope.vm.reclaim.Reclaim;
import org.folioscope.vm.reclaim.ReclaimRequest;
import org.folioscope.vm.work.WorkEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who ends writeback and when, and in which order pages are cleaned, written and converted. */
class WritingBackTest {

  private static final int INTERRUPT = TaskIds.completion(0, 0);
  private static final int WORKER = TaskIds.KERNEL_THREADS;
  private static final ReclaimRequest KSWAPD = new ReclaimRequest(true, true, 2);

  private static List<Integer> whoEnded(Disk disk) {
    return disk.seen().stream()
        .filter(seen ->
            seen.event() instanceof FolioEvent.FlagCleared flag
                && flag.flag() == PageFlag.WRITEBACK)
        .map(Disk.Seen::task)
        .toList();
  }

  private static Disk fsynced(Policies policies) {
    Disk disk = new Disk(policies, 10);
    Inode file = disk.bench.create("file");
    disk.bench.run(() -> {
      disk.shell.write(file, 0, Disk.pages(1, 1));
      disk.shell.fsync(file);
    });
    return disk;
  }

  @Test
  void newBlocksOfOldKernelsAreWrittenAtOnceAndTheInterruptEndsWriteback() {
    Disk disk = fsynced(Policies.of(Kernel.LINUX_4_15));
    assertThat(whoEnded(disk)).containsExactly(INTERRUPT);
    assertThat(disk.seen(Ext4Event.BlockConverted.class)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"LINUX_5_8", "LINUX_6_12", "DEBIAN_5_10"})
  void laterTheyAreUnwrittenUntilAWorkerConvertsThemWhichThenEndsWriteback(Kernel kernel) {
    Disk disk = fsynced(Policies.of(kernel));
    assertThat(whoEnded(disk)).containsExactly(WORKER);
    List<Event> events = disk.seen().stream().map(Disk.Seen::event).toList();
    int queued = first(events, WorkEvent.WorkQueued.class);
    int converted = first(events, Ext4Event.BlockConverted.class);
    assertThat(first(events, BlockEvent.BioCompleted.class)).isLessThan(queued);
    assertThat(queued).isLessThan(converted);
    assertThat(converted)
        .isLessThan(events.lastIndexOf(new FolioEvent.FlagCleared(0, PageFlag.WRITEBACK)));
  }

  private static int first(List<Event> events, Class<? extends Event> type) {
    return events.indexOf(events.stream().filter(type::isInstance).findFirst().orElseThrow());
  }

  @ParameterizedTest
  @EnumSource
  void thePolicyDecidesNotTheKernel(Ext4Policies.Switch unwrittenFirst) {
    Policies policies =
        Policies.of(Kernel.LINUX_6_1).with(Ext4Policies.UNWRITTEN_FIRST, unwrittenFirst);
    boolean on = unwrittenFirst == Ext4Policies.Switch.ON;
    assertThat(whoEnded(fsynced(policies))).containsExactly(on ? WORKER : INTERRUPT);
  }

  @Test
  void anOverwriteOfWrittenBlocksIsEndedByTheInterrupt() {
    Disk disk = new Disk(Kernel.LINUX_6_12, 10);
    Inode file = disk.file("file", 1);
    disk.bench.run(() -> {
      disk.shell.write(file, 0, Disk.pages(2, 1));
      disk.shell.fsync(file);
    });
    assertThat(whoEnded(disk)).containsExactly(INTERRUPT);
    assertThat(disk.seen(Ext4Event.BlockAllocated.class)).isEmpty();
  }

  @Test
  void anFsyncWithNothingToWriteStillFlushesTheDevice() {
    Disk disk = new Disk(Kernel.LINUX_6_12, 10);
    Inode file = disk.file("file", 1);
    disk.bench.run(() -> disk.shell.fsync(file));
    assertThat(disk.seen(BlockEvent.BioSubmitted.class))
        .extracting(BlockEvent.BioSubmitted::op)
        .containsExactly(BioOp.FLUSH);
  }

  /** clear_dirty_for_io, mkclean, start writeback, submit: as recorded. */
  @Test
  void aPageThatWasStoredToIsWriteProtectedBeforeItIsCleanAndCleanBeforeItIsSubmitted() {
    Disk disk = new Disk(Kernel.DEBIAN_6_1, 10);
    Inode file = disk.file("file", 1);
    disk.bench.run(() -> {
      long address = disk.shell.map(file, 1, true);
      disk.shell.store(address, Content.fill(9, 1));
      disk.forget();
      disk.shell.fsync(file);
    });
    List<Event> events = disk.seen().stream().map(Disk.Seen::event).toList();
    int protectedAt = first(events, MmEvent.PteWriteProtected.class);
    int cleanedAt = first(events, FolioEvent.FlagCleared.class);
    int startedAt = first(events, FolioEvent.FlagSet.class);
    int submittedAt = first(events, BlockEvent.BioSubmitted.class);
    assertThat(protectedAt).isLessThan(cleanedAt);
    assertThat(events.get(cleanedAt)).hasToString("FlagCleared[folio=0, flag=DIRTY]");
    assertThat(events.get(startedAt)).hasToString("FlagSet[folio=0, flag=WRITEBACK]");
    assertThat(cleanedAt).isLessThan(startedAt);
    assertThat(startedAt).isLessThan(submittedAt);
  }

  @Test
  void theNextStoreFaultsAgain() {
    Disk disk = new Disk(Kernel.DEBIAN_6_1, 10);
    Inode file = disk.file("file", 1);
    disk.bench.run(() -> {
      long address = disk.shell.map(file, 1, true);
      disk.shell.store(address, Content.fill(9, 1));
      disk.shell.store(address, Content.fill(8, 1));
      assertThat(disk.seen(MmEvent.PteChanged.class)).isEmpty();
      disk.shell.fsync(file);
      disk.shell.store(address, Content.fill(7, 1));
      assertThat(disk.seen(MmEvent.PteChanged.class)).hasSize(1);
    });
  }

  @Test
  void reclaimCanHaveOldKernelsWriteAPage() {
    Disk disk = dirtyPageMetTwice(Kernel.LINUX_4_15);
    assertThat(disk.seen(BlockEvent.SectorsWritten.class)).isNotEmpty();
  }

  @Test
  void withoutWritepageItStaysDirty() {
    Disk disk = dirtyPageMetTwice(Kernel.LINUX_6_12);
    assertThat(disk.seen(BlockEvent.SectorsWritten.class)).isEmpty();
    assertThat(disk.seen(CacheEvent.FolioRemoved.class)).isEmpty();
  }

  private static Disk dirtyPageMetTwice(Kernel kernel) {
    Disk disk = new Disk(kernel, 10);
    Inode file = disk.file("file", 1);
    disk.bench.run(() -> {
      disk.shell.write(file, 0, Disk.pages(2, 1));
      disk.bench.get(Reclaim.class).reclaim(KSWAPD);
    });
    disk.bench.run(() -> assertThat(disk.shell.read(file, 0, 4096)).isEqualTo(Disk.pages(2, 1)));
    return disk;
  }

  @Test
  void reclaimNeverAllocatesADelayedPageStaysDirty() {
    Disk disk = new Disk(Kernel.LINUX_4_15, 10);
    Inode file = disk.bench.create("file");
    disk.bench.run(() -> {
      disk.shell.write(file, 0, Disk.pages(2, 1));
      disk.bench.get(Reclaim.class).reclaim(KSWAPD);
    });
    assertThat(disk.seen(Ext4Event.BlockAllocated.class)).isEmpty();
    assertThat(disk.seen(BlockEvent.BioSubmitted.class)).isEmpty();
    disk.bench.run(() -> {
      disk.shell.fsync(file);
      assertThat(disk.shell.dropCache(file)).isZero();
      assertThat(disk.shell.read(file, 0, 4096)).isEqualTo(Disk.pages(2, 1));
    });
  }

  /** The extent would have to be converted afterwards (ext4_bh_delay_or_unwritten). */
  @Test
  void norDoesItWriteABlockThatIsUnwritten() {
    Disk disk = new Disk(Kernel.LINUX_4_15, 10);
    Inode file = disk.bench.create("file");
    disk.bench.run(() -> {
      disk.shell.fallocate(file, FallocateMode.ALLOCATE, 0, 4096);
      disk.shell.write(file, 0, Disk.pages(2, 1));
      disk.bench.get(Reclaim.class).reclaim(KSWAPD);
    });
    assertThat(disk.seen(BlockEvent.BioSubmitted.class)).isEmpty();
  }

  /** Since 5.18 that is no BUG, here as in the flusher's loop. */
  @Test
  void aPageWithoutBuffersThatReclaimIsToWriteIsDropped() {
    Disk disk = new Disk(Kernel.LINUX_6_1, 10);
    Inode file = disk.file("file", 1);
    disk.bench.run(() -> {
      disk.shell.read(file, 0, 1);
      Folio page = disk.shell.page(file, 0);
      page.lock();
      disk.bench.get(BufferHeads.class).tryToFree(page);
      disk.bench.get(Dirtying.class).markDirty(page);
      page.unlock();
      page.put();
      disk.bench.get(Reclaim.class).reclaim(KSWAPD);
      assertThat(disk.bench.machine().atomicGet(() -> page.is(PageFlag.DIRTY))).isFalse();
    });
    assertThat(disk.seen(ReportEvent.ViolationReported.class))
        .extracting(ReportEvent.ViolationReported::id)
        .contains("warn-dirty-folio-without-buffers");
  }
}
