package org.folioscope.vm.truncate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.folioscope.eventlog.content.Content;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.contract.kit.AtRest;
import org.folioscope.vm.contract.kit.Bench;
import org.folioscope.vm.contract.kit.Shell;
import org.folioscope.vm.dio.DirectIoRequests;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.Folios;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.mm.MmEvent;
import org.folioscope.vm.trivial.TrivialProvider;
import org.junit.jupiter.api.Test;

/** What the pieces do that no filesystem with blocks of one page shows. */
class TruncationTest {

  private final Bench bench = Bench.of(new TrivialProvider(), Bench.Options.DEFAULT);
  private final Shell shell = new Shell(bench);
  private final Inode file = bench.create("file");

  private long protectedEntries(int blockSize, long to) {
    bench.run(() -> {
      shell.write(file, 0, Content.fill(1, 1000));
      long address = shell.map(file, 1, true);
      shell.store(address, Content.fill(2, 8));
      bench.get(Truncation.class).sizeExtended(file, 1000, to, blockSize);
      shell.unmap(address);
    });
    return bench.events(MmEvent.PteWriteProtected.class).size();
  }

  @Test
  void aStoreIntoThePageOverTheOldEndIsNoticedAgainIfItGainsBlocks() {
    assertThat(protectedEntries(1024, 5000)).isOne();
    AtRest.check(bench);
  }

  @Test
  void withinTheLastBlockNothingIsGained() {
    assertThat(protectedEntries(1024, 1024)).isZero();
  }

  @Test
  void withBlocksOfAPageNothingIsGained() {
    assertThat(protectedEntries(Folio.SIZE, 5000)).isZero();
  }

  @Test
  void aPageThatWasJustAddedIsFreedAtOnce() {
    bench.run(() -> {
      shell.write(file, 0, Content.fill(1, Folio.SIZE));
      int page = bench.machine().atomicGet(() -> cached(file).frame());
      assertThat(shell.truncate(file, 0)).isEqualTo(Errno.OK);
      assertThat(bench.get(Folios.class).allocate().frame()).isEqualTo(page);
    });
  }

  @Test
  void aPageThatAnotherCpuJustAddedStaysInItsBatch() {
    bench.run(() -> {}, () -> shell.write(file, 0, Content.fill(1, Folio.SIZE)));
    bench.run(() -> {
      Folio page = bench.machine().atomicGet(() -> cached(file));
      assertThat(shell.truncate(file, 0)).isEqualTo(Errno.OK);
      assertThat(bench.machine().<Integer>atomicGet(page::refcount)).isEqualTo(1);
    });
  }

  private Folio cached(Inode inode) {
    return Objects.requireNonNull(bench.get(PageCache.class).peek(inode, 0));
  }

  @Test
  void truncationWaitsForDirectIoOnTheFileAndForNoOther() {
    Inode other = bench.create("other");
    DirectIoRequests requests = bench.get(DirectIoRequests.class);
    bench.run(() -> requests.issued(file));
    bench.run(() -> assertThat(shell.truncate(other, 100)).isEqualTo(Errno.OK));
    bench.run(
        () -> assertThat(shell.truncate(file, 100)).isEqualTo(Errno.OK),
        () ->
            bench
                .machine()
                .atomic(() -> {
                  assertThat(file.size()).isZero();
                  requests.finished(0, file, 0);
                }));
    assertThat(file.size()).isEqualTo(100);
  }
}
