package org.folioscope.xfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.buffers.BufferFlag;
import org.folioscope.vm.buffers.BufferHeads;
import org.folioscope.vm.cache.Mark;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.contract.kit.Bench;
import org.folioscope.vm.contract.kit.Onlooker;
import org.folioscope.vm.contract.kit.Shell;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.writeback.Flusher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** In which steps a page becomes dirty, with iomap and with buffer heads; and which buffers do. */
class DirtyFolioTest {

  @ParameterizedTest
  @EnumSource
  void othersSeeTheFlagBeforeTheMarkAndTheMarkBeforeTheInode(XfsPolicies.PageState pageState) {
    Policies policies = Policies.of(Kernel.LINUX_6_12).with(XfsPolicies.PAGE_STATE, pageState);
    Bench bench = Bench.of(new XfsProvider(), Bench.Options.DEFAULT.with(policies));
    Inode file = bench.create("file");
    Folio folio = cleanPage(bench, file);
    bench.run(folio::lock);
    assertThat(
            Onlooker.sees(
                bench,
                () -> dirtiness(bench, file, folio),
                () -> bench.get(XfsMapping.class).dirtyFolio(file, folio)))
        .containsExactly(
            List.of(false, false, false),
            List.of(true, false, false),
            List.of(true, true, false),
            List.of(true, true, true));
  }

  @Test
  void buffersBeyondTheEndOfTheFileStayClean() {
    Bench bench = withBufferHeads();
    Inode file = bench.create("file");
    Folio folio = cleanPage(bench, file);
    bench.run(() -> {
      bench.machine().atomic(() -> file.setSize(0));
      folio.lock();
      bench.get(XfsMapping.class).dirtyFolio(file, folio);
      assertThat(folio.is(PageFlag.DIRTY)).isTrue();
      assertThat(bench.get(BufferHeads.class).is(folio, 0, BufferFlag.DIRTY)).isFalse();
    });
  }

  @Test
  void writtenBuffersAreDirtyThoughTheFileGrowsOnlyAfterwards() {
    Bench bench = withBufferHeads();
    Shell shell = new Shell(bench);
    Inode file = bench.create("file");
    bench.run(() -> {
      shell.write(file, 0, Content.fill(1, Folio.SIZE));
      Folio folio = shell.page(file, 0);
      assertThat(bench.get(BufferHeads.class).is(folio, 0, BufferFlag.DIRTY)).isTrue();
    });
  }

  private static Bench withBufferHeads() {
    Policies policies =
        Policies.of(Kernel.LINUX_6_12)
            .with(XfsPolicies.PAGE_STATE, XfsPolicies.PageState.BUFFER_HEADS);
    return Bench.of(new XfsProvider(), Bench.Options.DEFAULT.with(policies));
  }

  private static Folio cleanPage(Bench bench, Inode file) {
    Shell shell = new Shell(bench);
    bench.run(() -> {
      shell.write(file, 0, Content.fill(1, Folio.SIZE));
      shell.fsync(file);
      bench.get(Flusher.class).writeInode(file);
    });
    return bench.call(() -> shell.page(file, 0));
  }

  private static List<Boolean> dirtiness(Bench bench, Inode file, Folio folio) {
    boolean marked = bench.get(PageCache.class).isSet(file, folio.index(), Mark.DIRTY);
    return List.of(folio.is(PageFlag.DIRTY), marked, file.pagesDirty());
  }
}
