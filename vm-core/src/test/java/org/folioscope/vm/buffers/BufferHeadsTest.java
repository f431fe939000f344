package org.folioscope.vm.buffers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.folioscope.eventlog.content.Content;
import org.folioscope.vm.cache.Mark;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.contract.kit.AtRest;
import org.folioscope.vm.contract.kit.Bench;
import org.folioscope.vm.contract.kit.Onlooker;
import org.folioscope.vm.contract.kit.Shell;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.trivial.TrivialProvider;
import org.folioscope.vm.writeback.Flusher;
import org.folioscope.vm.writeback.Writeback;
import org.junit.jupiter.api.Test;

final class BufferHeadsTest {

  private final Bench bench = Bench.of(new TrivialProvider(), Bench.Options.DEFAULT);
  private final Shell shell = new Shell(bench);
  private final BufferHeads buffers = bench.get(BufferHeads.class);
  private final Inode file = bench.create("file");

  @Test
  void blockDirtyFolioDirtiesTheBuffersThatThereAreAndThePage() {
    onCleanLockedPage(folio -> {
      buffers.createEmpty(folio, 1024);
      assertThat(folio.refcount()).as("cache, batch, private, ours").isEqualTo(4);
      assertThat(buffers.blockDirtyFolio(file, folio)).isTrue();
      for (int buffer = 0; buffer < 4; buffer++) {
        assertThat(
                buffers.is(folio, buffer, BufferFlag.DIRTY)
                    && buffers.is(folio, buffer, BufferFlag.UPTODATE))
            .isTrue();
      }
      assertThat(folio.is(PageFlag.DIRTY) && bench.get(PageCache.class).isSet(file, 0, Mark.DIRTY))
          .isTrue();
      assertThat(buffers.blockDirtyFolio(file, folio)).as("newly").isFalse();
    });
  }

  @Test
  void buffersAndPageBecomeDirtyInOneStepTheMarkAndTheInodeInLaterOnes() {
    bench.run(() -> {
      shell.write(file, 0, Content.fill(1, Folio.SIZE));
      shell.fsync(file);
      bench.get(Flusher.class).writeInode(file);
    });
    Folio folio = bench.call(() -> shell.page(file, 0));
    bench.run(() -> {
      folio.lock();
      buffers.createEmpty(folio, 4096);
    });
    assertThat(
            Onlooker.sees(
                bench, () -> dirtiness(folio), () -> buffers.blockDirtyFolio(file, folio)))
        .containsExactly(
            List.of(false, false, false, false),
            List.of(true, true, false, false),
            List.of(true, true, true, false),
            List.of(true, true, true, true));
    bench.run(() -> {
      folio.unlock();
      folio.put();
    });
  }

  private List<Boolean> dirtiness(Folio folio) {
    return List.of(
        buffers.is(folio, 0, BufferFlag.DIRTY),
        folio.is(PageFlag.DIRTY),
        bench.get(PageCache.class).isSet(file, folio.index(), Mark.DIRTY),
        file.pagesDirty());
  }

  @Test
  void aPageCanBecomeDirtyWithoutBuffersRightAfterTheyWereFreed() {
    onCleanLockedPage(folio -> {
      buffers.createEmpty(folio, 4096);
      assertThat(buffers.tryToFree(folio)).isTrue();
      assertThat(buffers.blockDirtyFolio(file, folio)).isTrue();
      assertThat(folio.is(PageFlag.DIRTY) && !buffers.has(folio)).isTrue();
    });
  }

  @Test
  void oneDirtyBufferKeepsThemAll() {
    onCleanLockedPage(folio -> {
      buffers.createEmpty(folio, 1024);
      bench.machine().atomic(() -> buffers.set(folio, 2, BufferFlag.DIRTY));
      assertThat(buffers.tryToFree(folio)).isFalse();
      assertThat(buffers.count(folio)).isEqualTo(4);
      assertThat(folio.is(PageFlag.PRIVATE)).isTrue();
    });
  }

  @Test
  void buffersOfAPageUnderWritebackStay() {
    onCleanLockedPage(folio -> {
      buffers.createEmpty(folio, 4096);
      bench.get(Writeback.class).start(file, folio);
      assertThat(buffers.tryToFree(folio)).isFalse();
      bench.get(Writeback.class).end(file, folio, Errno.OK);
      assertThat(buffers.tryToFree(folio)).isTrue();
    });
  }

  @Test
  void freeingCleanBuffersCancelsThePagesDirtiness() {
    onCleanLockedPage(folio -> {
      buffers.createEmpty(folio, 4096);
      folio.testAndSet(PageFlag.DIRTY);
      assertThat(buffers.tryToFree(folio)).isTrue();
      assertThat(folio.is(PageFlag.DIRTY) || folio.is(PageFlag.PRIVATE) || buffers.has(folio))
          .isFalse();
      assertThat(folio.refcount()).as("cache, batch, ours").isEqualTo(3);
    });
  }

  @Test
  void buffersOfADirtyPageAreDirtyFromTheStart() {
    onCleanLockedPage(folio -> {
      buffers.blockDirtyFolio(file, folio);
      buffers.createEmpty(folio, 4096);
      assertThat(buffers.is(folio, 0, BufferFlag.DIRTY)).isTrue();
      buffers.invalidate(folio, 0, Folio.SIZE);
      assertThat(buffers.has(folio)).as("going away, dirty or not").isFalse();
    });
  }

  private void onCleanLockedPage(Consumer<Folio> body) {
    bench.run(() -> {
      shell.write(file, 0, Content.fill(1, Folio.SIZE));
      shell.fsync(file);
      Folio folio = shell.page(file, 0);
      folio.lock();
      body.accept(folio);
      folio.unlock();
      folio.put();
    });
    AtRest.check(bench);
  }
}
