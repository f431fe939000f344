package org.folioscope.vm.memfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.folioscope.block.BlockEvent;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.schedule.SeededRandom;
import org.folioscope.vm.cache.Mark;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.contract.Mounts;
import org.folioscope.vm.contract.kit.Bench;
import org.folioscope.vm.contract.kit.Shell;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.lru.Lru;
import org.folioscope.vm.mm.Pte;
import org.folioscope.vm.reclaim.Reclaim;
import org.folioscope.vm.reclaim.ReclaimRequest;
import org.folioscope.vm.trivial.TrivialProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files in memory as programs, reclaim and the flusher see them. */
class MemoryFilesTest {

  private static final long HUGE = 2L << 20;
  private static final Content BYTES = Content.pattern(3, 0, 5000);

  private final Bench bench = Bench.of(new TrivialProvider(), Bench.Options.DEFAULT);
  private final Shell shell = new Shell(bench);
  private final MemoryFiles files = bench.get(MemoryFiles.class);
  private final PageCache cache = bench.get(PageCache.class);

  /** A file of two pages of its kind. */
  private Inode file(boolean huge) {
    Inode file = Objects.requireNonNull(bench.call(() -> files.memfd("buf", huge)));
    bench.run(() -> assertThat(setSize(file, huge ? 2 * HUGE : 8192)).isEqualTo(Errno.OK));
    return file;
  }

  private Errno setSize(Inode file, long size) {
    file.rwsem().downWrite();
    Errno errno = bench.get(Mounts.class).of(file).inodes().setSize(file, size);
    file.rwsem().upWrite();
    return errno;
  }

  private int pages(Inode file) {
    return bench.machine().atomicGet(() -> cache.range(file, 0, Integer.MAX_VALUE).size());
  }

  private boolean is(Folio folio, PageFlag flag) {
    return bench.machine().atomicGet(() -> folio.is(flag));
  }

  private Pte entry(long address) {
    return Objects.requireNonNull(
        bench.machine().atomicGet(() -> shell.mm().pte(address / Folio.SIZE)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aNewFileIsAHoleThatReadsAsZeroesAndHasNoPages(boolean huge) {
    Inode file = file(huge);
    bench.run(() -> {
      assertThat(shell.read(file, 100, 1 << 30))
          .isEqualTo(Content.fill(0, (int) file.size() - 100));
      assertThat(pages(file)).isZero();
    });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aLoadBringsAPageOfZeroesThatIsWritableAtOnce(boolean huge) {
    Inode file = file(huge);
    bench.run(() -> {
      long address = shell.map(file, 2, true);
      assertThat(shell.load(address, 8)).isEqualTo(Content.fill(0, 8));
      assertThat(entry(address).writable()).isTrue();
      assertThat(entry(address).dirty()).isFalse();
    });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsStoredIsReadAndNobodyIsToldThatItIsDirty(boolean huge) {
    Inode file = file(huge);
    bench.run(() -> {
      long address = shell.map(file, 2, true);
      assertThat(shell.store(address + 10, BYTES)).isEqualTo(Errno.OK);
      assertThat(shell.read(file, 10, 5000)).isEqualTo(BYTES);
      Folio page = shell.page(file, 0);
      assertThat(is(page, PageFlag.DIRTY)).isTrue();
      assertThat(bench.machine().atomicGet(() -> cache.isSet(file, 0, Mark.DIRTY))).isFalse();
      assertThat(bench.machine().atomicGet(file::pagesDirty)).isFalse();
      assertThat(shell.fsync(file)).isEqualTo(Errno.OK);
      assertThat(is(page, PageFlag.DIRTY)).as("nothing cleans it").isTrue();
      page.put();
    });
    assertThat(bench.events(BlockEvent.class)).as("no device").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void beyondTheEndThereIsNothing(boolean huge) {
    Inode file = Objects.requireNonNull(bench.call(() -> files.memfd("empty", huge)));
    bench.run(() -> {
      long address = shell.map(file, 1, true);
      assertThat(shell.store(address, Content.fill(1, 1))).isEqualTo(Errno.EFAULT);
      assertThat(shell.load(address, 1).length()).isZero();
      assertThat(pages(file)).isZero();
    });
  }

  @Test
  void aPrivateMappingGetsACopy() {
    Inode file = file(false);
    bench.run(() -> {
      long address = shell.map(file, 1, false);
      shell.store(address, BYTES.slice(0, 100));
      assertThat(shell.load(address, 100)).isEqualTo(BYTES.slice(0, 100));
      assertThat(shell.read(file, 0, 100)).isEqualTo(Content.fill(0, 100));
    });
  }

  @Test
  void aWriteGoesToThePageCacheAndGrowsTheFile() {
    Inode file = file(false);
    bench.run(() -> {
      assertThat(shell.write(file, 6000, BYTES)).isEqualTo(5000);
      assertThat(file.size()).isEqualTo(11000);
      assertThat(pages(file)).isEqualTo(2);
      assertThat(shell.read(file, 5000, 9000))
          .isEqualTo(Content.concat(List.of(Content.fill(0, 1000), BYTES)));
    });
    assertThat(bench.events(BlockEvent.class)).isEmpty();
  }

  @Test
  void reclaimUnmapsAPageWithContentsAndKeepsItDirtyAsThereIsNoSwap() {
    Inode file = file(false);
    bench.run(() -> {
      long address = shell.map(file, 1, true);
      shell.store(address, BYTES.slice(0, 4096));
      assertThat(bench.get(Reclaim.class).reclaim(ReclaimRequest.EVERYTHING)).isZero();
      assertThat(bench.get(Reclaim.class).pageOut(file, 0, 9)).isZero();
      Folio page = shell.page(file, 0);
      assertThat(is(page, PageFlag.DIRTY)).isTrue();
      assertThat(is(page, PageFlag.RECLAIM)).isFalse();
      assertThat(bench.machine().atomicGet(page::mapped)).isFalse();
      page.put();
      assertThat(shell.load(address, 4096)).isEqualTo(BYTES.slice(0, 4096));
      assertThat(bench.machine().atomicGet(() -> Lru.listFor(page).name())).endsWith("ANON");
    });
  }

  @Test
  void aHoleThatWasOnlyReadMayGo() {
    Inode file = file(false);
    bench.run(() -> {
      long address = shell.map(file, 1, true);
      shell.load(address, 1);
      assertThat(bench.get(Reclaim.class).pageOut(file, 0, 9)).isEqualTo(1);
      assertThat(pages(file)).isZero();
      assertThat(shell.load(address, 1)).isEqualTo(Content.fill(0, 1));
    });
  }

  @Test
  void reclaimDoesNotSeeHugePages() {
    Inode file = file(true);
    bench.run(() -> {
      long address = shell.map(file, 1, true);
      shell.load(address, 1);
      assertThat(bench.get(Reclaim.class).reclaim(ReclaimRequest.EVERYTHING)).isZero();
      assertThat(bench.get(Reclaim.class).pageOut(file, 0, 9)).isZero();
      assertThat(entry(address).writable()).as("still mapped").isTrue();
    });
  }

  @Test
  void filesOfHugePagesCannotBeWrittenToAndHaveWholePages() {
    Inode file = file(true);
    bench.run(() -> {
      assertThat(shell.write(file, 0, BYTES)).isEqualTo(Errno.EINVAL.result());
      assertThat(setSize(file, 2 * HUGE + 4096)).isEqualTo(Errno.EINVAL);
      assertThat(files.map(file, 4096, HUGE, true)).isEqualTo(Errno.EINVAL);
      assertThat(files.map(file, 2 * HUGE, HUGE, false)).isEqualTo(Errno.OK);
      assertThat(file.size()).as("mapped for reading").isEqualTo(2 * HUGE);
      assertThat(files.map(file, 2 * HUGE, HUGE, true)).isEqualTo(Errno.OK);
      assertThat(file.size()).as("mapped for writing").isEqualTo(3 * HUGE);
    });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFileThatGetsShorterLosesItsPagesAndTheirEntries(boolean huge) {
    Inode file = file(huge);
    long size = huge ? HUGE : 4096;
    int first = (int) (size / 4096);
    bench.run(() -> {
      long address = shell.map(file, first + 1, true);
      assertThat(shell.store(address + size, Content.fill(7, 8))).isEqualTo(Errno.OK);
      assertThat(pages(file)).isEqualTo(1);
      assertThat(setSize(file, size)).isEqualTo(Errno.OK);
      assertThat(pages(file)).isZero();
      assertThat(shell.store(address + size, Content.fill(8, 8))).isEqualTo(Errno.EFAULT);
      assertThat(setSize(file, 2 * size)).isEqualTo(Errno.OK);
      assertThat(shell.load(address + size, 8)).isEqualTo(Content.fill(0, 8));
    });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void twoFaultsOnOnePageShareIt(boolean huge) {
    Inode file = file(huge);
    long address = bench.call(() -> shell.map(file, 1, true));
    for (int seed = 0; seed < 50; seed++) {
      Bench.Mark mark = bench.mark();
      int walk = seed;
      bench.scheduleBy(() -> new SeededRandom(walk));
      bench.run(
          () -> shell.store(address, Content.fill(1, 1)),
          () -> shell.store(address + 1, Content.fill(2, 1)),
          () -> shell.read(file, 0, 2));
      bench.run(() -> {
        assertThat(pages(file)).isEqualTo(1);
        assertThat(shell.load(address, 2)).isEqualTo(Content.of(new byte[] {1, 2}));
      });
      bench.rollback(mark);
    }
  }

  @Test
  void filesThatAreMadeAtTheSameTimeAreDifferentOnes() {
    Inode[] made = new Inode[3];
    bench.run(
        () -> made[0] = files.memfd("a", false),
        () -> made[1] = files.memfd("b", true),
        () -> made[2] = files.sharedAnonymous(8192));
    assertThat(made).doesNotContainNull().doesNotHaveDuplicates();
    bench.run(() -> {
      assertThat(files.all()).containsExactlyInAnyOrder(made);
      assertThat(files.all())
          .extracting(Inode::name)
          .containsExactlyInAnyOrder("memfd:a", "memfd:b", "dev/zero");
      assertThat(made[2].size()).isEqualTo(8192);
    });
  }
}
