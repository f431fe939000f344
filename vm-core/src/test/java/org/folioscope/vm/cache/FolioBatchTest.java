package org.folioscope.vm.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import org.folioscope.eventlog.content.Content;
import org.folioscope.vm.contract.Mounts;
import org.folioscope.vm.contract.WritebackControl;
import org.folioscope.vm.contract.kit.AtRest;
import org.folioscope.vm.contract.kit.Bench;
import org.folioscope.vm.contract.kit.Onlooker;
import org.folioscope.vm.contract.kit.Shell;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.lru.Lru;
import org.folioscope.vm.reclaim.Invalidation;
import org.folioscope.vm.trivial.TrivialProvider;
import org.folioscope.vm.truncate.Truncation;
import org.folioscope.vm.writeback.DirtyScan;
import org.folioscope.vm.writeback.Flusher;
import org.folioscope.vm.writeback.Writeback;
import org.junit.jupiter.api.Test;

/** Who works on pages one after the other holds a reference to those that it comes to later. */
final class FolioBatchTest {

  private final Bench bench = Bench.of(new TrivialProvider(), Bench.Options.DEFAULT);
  private final Shell shell = new Shell(bench);
  private final PageCache cache = bench.get(PageCache.class);
  private final Inode file = bench.create("file");

  @Test
  void aLookupFindsFifteenPagesAndTheNextOneTheRest() {
    bench.run(() -> {
      shell.write(file, 0, Content.fill(1, 17 * Folio.SIZE));
      FolioBatch first = cache.batch(file, 0, WritebackControl.END, Mark.DIRTY);
      assertThat(first.folios()).extracting(Folio::index).hasSize(15).endsWith(14L);
      assertThat(first.isFull()).isTrue();
      FolioBatch second = cache.batch(file, first.next(), WritebackControl.END, Mark.DIRTY);
      assertThat(second.folios()).extracting(Folio::index).containsExactly(15L, 16L);
      first.release();
      second.release();
    });
    AtRest.check(bench);
  }

  @Test
  void theLoopOverDirtyPagesHoldsThemUntilItIsThroughWithAll() {
    twoPages();
    DirtyScan scan = bench.get(DirtyScan.class);
    assertThat(
            referencesWhile(() ->
                scan.forEachDirty(
                    file,
                    WritebackControl.syncAll(),
                    new DirtyScan.Place("loop", "loop.c"),
                    folio -> {
                      folio.unlock();
                      return Errno.OK;
                    })))
        .containsExactly("1 1", "2 2", "1 2", "1 1");
  }

  @Test
  void whoWaitsForWritebackHoldsAllPagesThatItWaitsFor() {
    twoPages();
    assertThat(
            referencesWhile(() -> {
              startWriting();
              bench.get(Writeback.class).waitRange(file, 0, WritebackControl.END);
            }))
        .contains("2 2");
  }

  @Test
  void truncationHoldsAllPagesThatItWaitsFor() {
    twoPages();
    assertThat(
            referencesWhile(() -> {
              startWriting();
              bench.get(Truncation.class).truncatePages(file, 0);
            }))
        .contains("2 2")
        .endsWith("0 0");
  }

  @Test
  void invalidationLetsPagesGoWhenAllAreOutOfTheFile() {
    twoPages();
    bench.run(() -> bench.get(Flusher.class).fsync(file, false));
    assertThat(referencesWhile(() -> bench.get(Invalidation.class).invalidate(file, 0, 1)))
        .containsExactly("1 1", "2 2", "1 2", "1 1", "0 1", "0 0");
  }

  private void twoPages() {
    bench.run(() -> {
      shell.write(file, 0, Content.fill(1, 2 * Folio.SIZE));
      bench.get(Lru.class).drain();
    });
  }

  private void startWriting() {
    bench.get(Mounts.class).of(file).mappings().writepages(file, WritebackControl.syncAll());
  }

  private List<Folio> pages() {
    return bench.call(() -> bench.machine().atomicGet(() -> cache.range(file, 0, 1)));
  }

  private List<String> referencesWhile(Runnable work) {
    List<Folio> pages = pages();
    Supplier<String> references = () -> pages.get(0).refcount() + " " + pages.get(1).refcount();
    return Onlooker.sees(bench, references, work);
  }
}
