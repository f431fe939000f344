package org.folioscope.ext4;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.report.ReportEvent;
import org.folioscope.vm.buffers.BufferHeads;
import org.folioscope.vm.cache.Mark;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.contract.kit.Onlooker;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.writeback.Flusher;
import org.junit.jupiter.api.Test;

/** In which steps ext4_dirty_folio warns, and sets flag, mark and inode. */
class DirtyFolioTest {

  private final Disk disk = new Disk(Kernel.LINUX_6_12, 10);
  private final Inode file = disk.file("file", 1);

  /** What somebody else sees. */
  private record Look(int warnings, boolean dirty, boolean marked, boolean inodeDirty) {}

  @Test
  void itWarnsBeforeAnythingIsDirty() {
    Folio folio = pageWithoutBuffers();
    disk.bench.run(folio::lock);
    assertThat(looksWhileDirtied(folio))
        .containsExactly(
            new Look(0, false, false, false),
            new Look(1, false, false, false),
            new Look(1, true, false, false),
            new Look(1, true, true, false),
            new Look(1, true, true, true));
    assertThat(disk.seen(ReportEvent.ViolationReported.class))
        .extracting(ReportEvent.ViolationReported::id)
        .containsExactly("warn-folio-dirtied-without-buffers");
  }

  @Test
  void aPageWithBuffersThatIsNotLockedGetsTheOtherWarning() {
    Folio folio = pageWithoutBuffers();
    disk.bench.run(() -> disk.bench.get(BufferHeads.class).createEmpty(folio, Folio.SIZE));
    assertThat(looksWhileDirtied(folio))
        .startsWith(new Look(0, false, false, false), new Look(1, false, false, false));
    assertThat(disk.seen(ReportEvent.ViolationReported.class))
        .extracting(ReportEvent.ViolationReported::id)
        .containsExactly("warn-folio-dirtied-unlocked");
  }

  private List<Look> looksWhileDirtied(Folio folio) {
    return Onlooker.sees(
        disk.bench,
        () -> look(folio),
        () -> disk.bench.get(Ext4Mapping.class).dirtyFolio(file, folio));
  }

  private Look look(Folio folio) {
    return new Look(
        disk.seen(ReportEvent.ViolationReported.class).size(),
        folio.is(PageFlag.DIRTY),
        disk.bench.get(PageCache.class).isSet(file, folio.index(), Mark.DIRTY),
        file.pagesDirty());
  }

  /** As it comes from the disk. */
  private Folio pageWithoutBuffers() {
    disk.bench.run(() -> {
      disk.bench.get(Flusher.class).writeInode(file);
      disk.shell.read(file, 0, Folio.SIZE);
    });
    return disk.bench.call(() -> disk.shell.page(file, 0));
  }
}
