package org.folioscope.vm.dirty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.folioscope.eventlog.content.Content;
import org.folioscope.vm.cache.Mark;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.contract.kit.AtRest;
import org.folioscope.vm.contract.kit.Bench;
import org.folioscope.vm.contract.kit.Onlooker;
import org.folioscope.vm.contract.kit.Shell;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.trivial.TrivialProvider;
import org.folioscope.vm.writeback.Flusher;
import org.junit.jupiter.api.Test;

final class DirtyingTest {

  private final Bench bench = Bench.of(new TrivialProvider(), Bench.Options.DEFAULT);
  private final Shell shell = new Shell(bench);
  private final Inode file = bench.create("file");

  @Test
  void othersSeeTheFlagBeforeTheMarkAndTheMarkBeforeTheInode() {
    Folio folio = cleanPage();
    assertThat(
            Onlooker.sees(
                bench,
                () -> dirtiness(folio),
                () -> bench.get(Dirtying.class).filemapDirtyFolio(file, folio)))
        .containsExactly(
            List.of(false, false, false),
            List.of(true, false, false),
            List.of(true, true, false),
            List.of(true, true, true));
    letGo(folio);
  }

  @Test
  void aPageThatIsDirtyAlreadyStaysAsItIs() {
    Folio folio = cleanPage();
    bench.run(() -> folio.testAndSet(PageFlag.DIRTY)); // somebody else is about to mark it
    assertThat(
            Onlooker.sees(
                bench,
                () -> dirtiness(folio),
                () -> bench.get(Dirtying.class).filemapDirtyFolio(file, folio)))
        .containsExactly(List.of(true, false, false));
    bench.run(() -> bench.get(Dirtying.class).noteDirty(file, folio));
    letGo(folio);
  }

  private List<Boolean> dirtiness(Folio folio) {
    boolean marked = bench.get(PageCache.class).isSet(file, folio.index(), Mark.DIRTY);
    return List.of(folio.is(PageFlag.DIRTY), marked, file.pagesDirty());
  }

  /** A page of a clean file, locked and with a reference. */
  private Folio cleanPage() {
    bench.run(() -> {
      shell.write(file, 0, Content.fill(1, Folio.SIZE));
      shell.fsync(file);
      bench.get(Flusher.class).writeInode(file);
    });
    Folio folio = bench.call(() -> shell.page(file, 0));
    bench.run(folio::lock);
    return folio;
  }

  private void letGo(Folio folio) {
    bench.run(() -> {
      folio.unlock();
      folio.put();
    });
    AtRest.check(bench);
  }
}
