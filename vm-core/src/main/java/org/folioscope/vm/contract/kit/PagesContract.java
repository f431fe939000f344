package org.folioscope.vm.contract.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.folioscope.block.BlockEvent;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.log.Event;
import org.folioscope.vm.cache.Mark;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.contract.FaultResult;
import org.folioscope.vm.contract.FormatOptions;
import org.folioscope.vm.contract.watch.Watch;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.fault.FilePages;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.FolioEvent;
import org.folioscope.vm.folio.Folios;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.mm.MmEvent;
import org.junit.jupiter.api.Test;

/**
 * What the rest of the kernel sees: the state in which each operation leaves a page. What is true
 * of all is checked by {@link Watch}.
 */
abstract class PagesContract extends BytesContract {

  private static final int PAGE = Folio.SIZE;

  @Test
  final void readFolioMakesThePageUptodateAndUnlocksIt() {
    holds((bench, shell) -> {
      Inode file = cleanFile(bench, shell, 1);
      bench.run(() -> {
        assertThat(shell.dropCache(file)).isZero();
        file.invalidateLock().downRead();
        Folio folio = bench.get(FilePages.class).findOrCreateLocked(file, 0);
        assertThat(folio.is(PageFlag.UPTODATE)).isFalse();
        assertThat(bench.filesystem().mappings().readFolio(file, folio)).isEqualTo(Errno.OK);
        folio.waitUnlocked();
        file.invalidateLock().upRead();
        assertThat(folio.is(PageFlag.UPTODATE)).isTrue();
        assertThat(folio.load(0, PAGE)).isEqualTo(Content.pattern(1, 0, PAGE));
        folio.put();
      });
    });
  }

  @Test
  final void writeBeginKeepsWhatTheWriteDoesNotCover() {
    holds((bench, shell) -> {
      Inode file = cleanFile(bench, shell, 1);
      bench.run(() -> {
        assertThat(shell.dropCache(file)).isZero();
        file.rwsem().downWrite();
        var prepared = bench.filesystem().mappings().writeBegin(file, 100, 10).get();
        Folio folio = prepared.folio();
        assertThat(folio.load(0, 100)).isEqualTo(Content.pattern(1, 0, 100));
        bench.machine().atomic(() -> folio.write(100, Content.fill(9, 10)));
        assertThat(bench.filesystem().mappings().writeEnd(file, 100, 10, prepared)).isEqualTo(10);
        file.rwsem().upWrite();
        assertThat(folio.is(PageFlag.DIRTY)).isTrue();
        boolean oneBlock = bench.get(FormatOptions.class).blockSize() == PAGE;
        assertThat(folio.is(PageFlag.UPTODATE) || !oneBlock).as("a page of one block").isTrue();
        assertThat(shell.read(file, 0, PAGE))
            .isEqualTo(Content.pattern(1, 0, PAGE).with(100, Content.fill(9, 10)));
      });
    });
  }

  @Test
  final void dirtyFolioSetsFlagMarkAndInodeAndTouchesNothingElse() {
    holds((bench, shell) -> {
      Inode file = cleanFile(bench, shell, 1);
      onLockedPage(
          bench,
          shell,
          file,
          folio -> {
            int before = bench.events().size();
            assertThat(bench.filesystem().mappings().dirtyFolio(file, folio)).isTrue();
            assertThat(bench.filesystem().mappings().dirtyFolio(file, folio)).isFalse();
            assertThat(folio.is(PageFlag.DIRTY)).isTrue();
            assertThat(bench.get(PageCache.class).isSet(file, 0, Mark.DIRTY)).isTrue();
            assertThat(file.pagesDirty()).isTrue();
            List<Event> events = bench.events();
            assertThat(events.subList(before, events.size()))
                .as("no I/O, no allocation")
                .noneMatch(event ->
                    event instanceof BlockEvent || event instanceof FolioEvent.FolioAllocated);
          });
    });
  }

  @Test
  final void releaseFolioDropsPrivateStateOrKeepsItWhole() {
    holds((bench, shell) -> {
      Inode file = cleanFile(bench, shell, 1);
      for (boolean dirty : new boolean[] {true, false}) {
        onLockedPage(
            bench,
            shell,
            file,
            folio -> {
              if (dirty) {
                bench.filesystem().mappings().dirtyFolio(file, folio);
              }
              boolean had = folio.is(PageFlag.PRIVATE);
              int references = folio.refcount();
              boolean released = bench.filesystem().mappings().releaseFolio(file, folio);
              boolean gone = had && !folio.is(PageFlag.PRIVATE);
              assertThat(gone).as("private state is gone").isEqualTo(had && released);
              assertThat(folio.refcount()).isEqualTo(references - (gone ? 1 : 0));
              assertThat(folio.is(PageFlag.DIRTY)).isEqualTo(dirty && !gone || dirty && !had);
            });
        bench.run(() -> shell.fsync(file));
      }
    });
  }

  @Test
  final void invalidateFolioDropsPrivateStateEvenOfADirtyPage() {
    holds((bench, shell) -> {
      Inode file = cleanFile(bench, shell, 1);
      bench.run(() -> shell.write(file, 0, Content.fill(1, 10)));
      takeOutOfCache(bench, shell, file);
    });
  }

  @Test
  final void pageMkwriteLeavesThePageLockedAndDirtyUntilTheEntryIsWritable() {
    holds((bench, shell) -> {
      Inode file = cleanFile(bench, shell, 2);
      List<String> seen = new ArrayList<>();
      bench
          .machine()
          .observe((number, task, event) -> {
            int frame = frameMadeWritable(event);
            if (frame >= 0) {
              Folio folio = bench.get(Folios.class).of(frame);
              seen.add(folio.is(PageFlag.LOCKED) + " " + folio.is(PageFlag.DIRTY));
            }
          });
      bench.run(() -> {
        long address = shell.map(file, 2, true);
        shell.load(address, 8);
        shell.store(address, Content.fill(1, 8)); // through a read-only entry
        shell.store(address + PAGE, Content.fill(2, 8)); // through none
        assertThat(shell.fsync(file)).isEqualTo(Errno.OK);
        shell.store(address, Content.fill(3, 8)); // cleaned since: asked again
        shell.unmap(address);
      });
      assertThat(seen)
          .as("locked and dirty when an entry became writable")
          .hasSize(3)
          .containsOnly("true true");
    });
  }

  @Test
  final void pageMkwriteOfAPageThatLeftTheCacheAsksForAnotherTry() {
    holds((bench, shell) -> {
      Inode file = cleanFile(bench, shell, 1);
      List<Folio> held = new ArrayList<>();
      bench.run(() -> held.add(shell.page(file, 0)));
      takeOutOfCache(bench, shell, file);
      bench.run(() -> {
        shell.mm().mmapLock().downRead();
        assertThat(bench.filesystem().memory().pageMkwrite(file, held.getFirst()))
            .isEqualTo(FaultResult.NOPAGE);
        shell.mm().mmapLock().upRead();
        assertThat(held.getFirst().is(PageFlag.DIRTY)).isFalse();
        held.getFirst().put();
      });
    });
  }

  /** A file of whole pages, all on disk, cached and clean. */
  static Inode cleanFile(Bench bench, Shell shell, int pages) {
    Inode file = bench.create("file");
    bench.run(() -> {
      shell.write(file, 0, Content.pattern(1, 0, pages * PAGE));
      assertThat(shell.fsync(file)).isEqualTo(Errno.OK);
    });
    return file;
  }

  static void onLockedPage(Bench bench, Shell shell, Inode file, Consumer<Folio> body) {
    bench.run(() -> {
      Folio folio = shell.page(file, 0);
      folio.lock();
      body.accept(folio);
      folio.unlock();
      folio.put();
    });
  }

  /** What truncation does to page 0. */
  private static void takeOutOfCache(Bench bench, Shell shell, Inode file) {
    onLockedPage(
        bench,
        shell,
        file,
        folio -> {
          bench.filesystem().mappings().invalidateFolio(file, folio, 0, PAGE);
          assertThat(folio.is(PageFlag.PRIVATE)).isFalse();
          bench
              .machine()
              .atomic(() -> {
                folio.testAndClear(PageFlag.DIRTY);
                bench.get(PageCache.class).remove(file, folio);
              });
          folio.put();
        });
  }

  private static int frameMadeWritable(Event event) {
    return switch (event) {
      case MmEvent.PteInstalled e when e.pte().writable() -> e.pte().folio();
      case MmEvent.PteChanged e when e.pte().writable() && e.pte().dirty() -> e.pte().folio();
      default -> -1;
    };
  }
}
