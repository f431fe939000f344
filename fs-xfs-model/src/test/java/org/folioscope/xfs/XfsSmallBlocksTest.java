package org.folioscope.xfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.folioscope.block.BlockEvent;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.machine.RunEnd;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.contract.FallocateMode;
import org.folioscope.vm.contract.FormatOptions;
import org.folioscope.vm.contract.kit.Bench;
import org.folioscope.vm.contract.kit.Shell;
import org.folioscope.vm.dirty.Dirtying;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.iomap.IomapState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages of four blocks, each valid and dirty for itself. */
class XfsSmallBlocksTest {

  private static final int BLOCK = 1024;

  private Bench bench = at(Kernel.LINUX_6_12);
  private Shell shell = new Shell(bench);
  private Inode file = bench.create("file");
  private Inode other = file;

  @ParameterizedTest
  @EnumSource(names = {"LINUX_4_15", "LINUX_5_10", "LINUX_6_1", "LINUX_6_12"})
  void aWriteOfOneBlockReadsNothingAndLeavesTheRestOfThePageToBeRead(Kernel kernel) {
    use(kernel);
    bench.run(() -> {
      shell.write(file, 0, Content.fill(1, 4 * BLOCK));
      shell.fsync(file);
      shell.dropCache(file);
      long reads = bench.events().size();
      shell.write(file, BLOCK, Content.fill(2, BLOCK));
      assertThat(bench.events().subList((int) reads, bench.events().size()))
          .noneMatch(event -> event instanceof BlockEvent.BioSubmitted);
      Folio page = Objects.requireNonNull(bench.get(PageCache.class).peek(file, 0));
      assertThat(page.is(PageFlag.UPTODATE)).isFalse();
      assertThat(page.is(PageFlag.DIRTY)).isTrue();
      assertThat(shell.read(file, 0, 4 * BLOCK)).isEqualTo(blocks(1, 2, 1, 1));
      assertThat(page.is(PageFlag.UPTODATE)).isTrue();
    });
  }

  @ParameterizedTest
  @EnumSource(names = {"LINUX_4_15", "LINUX_5_10", "LINUX_6_1", "LINUX_6_12"})
  void blocksOfAPageThatLieApartAreReadAndWrittenInPieces(Kernel kernel) {
    use(kernel);
    bench.run(() -> {
      long free = bench.filesystem().freeBlocks();
      shell.write(file, 3 * BLOCK, Content.fill(3, BLOCK));
      shell.fsync(file);
      shell.write(file, 0, Content.fill(4, BLOCK));
      shell.fsync(file);
      assertThat(bench.filesystem().freeBlocks()).isEqualTo(free - 2);
      shell.dropCache(file);
      assertThat(shell.read(file, 0, 4 * BLOCK)).isEqualTo(blocks(4, 0, 0, 3));
    });
  }

  @ParameterizedTest
  @EnumSource(names = {"LINUX_4_15", "LINUX_5_10", "LINUX_6_1", "LINUX_6_12"})
  void truncationInsideAPageGivesItsOtherBlocksBack(Kernel kernel) {
    use(kernel);
    bench.run(() -> {
      long free = bench.filesystem().freeBlocks();
      shell.write(file, 0, Content.fill(1, 4 * BLOCK));
      shell.fsync(file);
      shell.truncate(file, BLOCK + 10);
      assertThat(bench.filesystem().freeBlocks()).isEqualTo(free - 2);
      shell.truncate(file, 4 * BLOCK);
      assertThat(shell.read(file, 0, 4 * BLOCK))
          .isEqualTo(
              Content.concat(
                  List.of(Content.fill(1, BLOCK + 10), Content.fill(0, 3 * BLOCK - 10))));
    });
  }

  @ParameterizedTest
  @EnumSource(names = {"LINUX_4_15", "LINUX_5_10", "LINUX_6_1", "LINUX_6_12"})
  void aPunchedBlockReadsAsZeroesAndItsPageWasWrittenFirst(Kernel kernel) {
    use(kernel);
    bench.run(() -> {
      long free = bench.filesystem().freeBlocks();
      shell.write(file, 0, Content.fill(1, 4 * BLOCK));
      shell.fallocate(file, FallocateMode.PUNCH_HOLE, BLOCK, BLOCK + 100);
      assertThat(bench.filesystem().freeBlocks()).isEqualTo(free - 3);
      shell.fsync(file);
      shell.dropCache(file);
      assertThat(shell.read(file, 0, 4 * BLOCK))
          .isEqualTo(
              Content.concat(
                  List.of(
                      Content.fill(1, BLOCK),
                      Content.fill(0, BLOCK + 100),
                      Content.fill(1, 2 * BLOCK - 100))));
    });
  }

  @ParameterizedTest
  @EnumSource(names = {"LINUX_4_15", "LINUX_5_10", "LINUX_6_1", "LINUX_6_12"})
  void whatIsDirtyOverAHoleIsLostWithoutAWord(Kernel kernel) {
    use(kernel);
    bench.run(() -> {
      long address = shell.map(file, 1, true);
      shell.write(file, 0, Content.fill(1, 4 * BLOCK));
      shell.store(address, Content.fill(1, 1));
      shell.fsync(file);
      shell.truncate(file, BLOCK);
      shell.truncate(file, 4 * BLOCK);
      Folio page = shell.page(file, 0);
      bench.machine().atomic(() -> page.write(0, Content.fill(9, 4 * BLOCK)));
      bench.get(Dirtying.class).markDirtyLocked(page);
      page.put();
      assertThat(shell.fsync(file).failed()).isFalse();
      shell.unmap(address);
      shell.dropCache(file);
      assertThat(shell.read(file, 0, 4 * BLOCK)).isEqualTo(blocks(9, 0, 0, 0));
    });
  }

  @Test
  void onlyDirtyBlocksAreWrittenFromSixSixOn() {
    assertThat(sectorsWritten(Kernel.LINUX_6_12)).isEqualTo(2);
    assertThat(sectorsWritten(Kernel.LINUX_6_1)).isEqualTo(8);
    assertThat(sectorsWritten(Kernel.LINUX_4_15)).isEqualTo(2);
  }

  @Test
  void aPageWhoseStateWasForgottenIsWrittenAllTheSame() {
    for (Kernel kernel : List.of(Kernel.LINUX_6_1, Kernel.LINUX_6_12)) {
      use(kernel);
      bench.run(() -> {
        dirtyWithoutState(false);
        assertThat(shell.fsync(file).failed()).isFalse();
        shell.dropCache(file);
        assertThat(shell.read(file, 0, 4 * BLOCK)).isEqualTo(blocks(9, 9, 9, 9));
      });
    }
  }

  @Test
  void aPageInTwoPiecesWithoutStateEndsItsWritebackTwiceUpToFiveThirteen() {
    use(Kernel.LINUX_5_10);
    other = bench.create("other");
    bench.run(() -> dirtyWithoutState(true));
    RunEnd end = bench.attempt(() -> shell.fsync(file));
    assertThat(bench.events().stream().map(Object::toString))
        .anyMatch(event -> event.contains("warn-dirty-folio-without-block-state"))
        .anyMatch(event -> event.contains("bug-end-of-no-writeback"));
    assertThat(end.reason()).isNotEqualTo(RunEnd.Reason.STUCK);
  }

  /** What is on the device, in one piece or two, is in a page that a holder makes dirty late. */
  private void dirtyWithoutState(boolean apart) {
    shell.write(file, 0, Content.fill(1, 2 * BLOCK));
    shell.fsync(file);
    if (apart) {
      shell.write(other, 0, Content.fill(2, BLOCK));
      shell.fsync(other);
    }
    shell.write(file, 2 * BLOCK, Content.fill(1, 2 * BLOCK));
    shell.fsync(file);
    Folio page = shell.page(file, 0);
    page.lock();
    assertThat(bench.filesystem().mappings().releaseFolio(file, page)).isTrue();
    assertThat(bench.get(IomapState.class).has(page)).isFalse();
    page.unlock();
    bench.machine().atomic(() -> page.write(0, Content.fill(9, 4 * BLOCK)));
    bench.get(Dirtying.class).markDirtyLocked(page);
    page.put();
  }

  private long sectorsWritten(Kernel kernel) {
    use(kernel);
    bench.run(() -> {
      shell.write(file, 0, Content.fill(1, 4 * BLOCK));
      shell.fsync(file);
      shell.dropCache(file);
      shell.read(file, 0, 4 * BLOCK);
    });
    int before = bench.events().size();
    bench.run(() -> {
      shell.write(file, BLOCK, Content.fill(2, 10));
      shell.fsync(file);
    });
    return bench.events().subList(before, bench.events().size()).stream()
        .filter(BlockEvent.SectorsWritten.class::isInstance)
        .mapToLong(event -> ((BlockEvent.SectorsWritten) event).content().length() / 512)
        .sum();
  }

  private static Content blocks(int... fills) {
    return Content.concat(
        Arrays.stream(fills).mapToObj(fill -> Content.fill(fill, BLOCK)).toList());
  }

  private void use(Kernel kernel) {
    bench = at(kernel);
    shell = new Shell(bench);
    file = bench.create("file");
  }

  private static Bench at(Kernel kernel) {
    return Bench.of(
        new XfsProvider(),
        Bench.Options.DEFAULT
            .with(Policies.of(kernel))
            .with(binder ->
                binder.bind(FormatOptions.class).toInstance(new FormatOptions(BLOCK, false))));
  }
}
