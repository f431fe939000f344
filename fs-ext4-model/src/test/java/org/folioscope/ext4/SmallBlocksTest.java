package org.folioscope.ext4;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.folioscope.eventlog.content.Content;
import org.folioscope.vm.buffers.BufferFlag;
import org.folioscope.vm.buffers.BufferHeads;
import org.folioscope.vm.contract.FallocateMode;
import org.folioscope.vm.contract.FormatOptions;
import org.folioscope.vm.contract.kit.Bench;
import org.folioscope.vm.contract.kit.Shell;
import org.folioscope.vm.dirty.Dirtying;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.junit.jupiter.api.Test;

/** Pages of four blocks, each with a buffer of its own. */
class SmallBlocksTest {

  private static final int BLOCK = 1024;

  private final Bench bench =
      Bench.of(
          new Ext4Provider(),
          Bench.Options.DEFAULT.with(binder ->
              binder.bind(FormatOptions.class).toInstance(new FormatOptions(BLOCK, false))));
  private final Shell shell = new Shell(bench);
  private final Inode file = bench.create("file");

  @Test
  void onlyBlocksThatAreWrittenTakeSpace() {
    bench.run(() -> {
      long free = bench.filesystem().freeBlocks();
      shell.write(file, 2 * BLOCK, Content.fill(1, 100));
      shell.fsync(file);
      assertThat(bench.filesystem().freeBlocks()).isEqualTo(free - 1);
      shell.dropCache(file);
      assertThat(shell.read(file, 0, 5000))
          .isEqualTo(Content.concat(List.of(Content.fill(0, 2 * BLOCK), Content.fill(1, 100))));
    });
  }

  @Test
  void blocksOfAPageThatLieApartAreReadAndWrittenInPieces() {
    bench.run(() -> {
      shell.write(file, 3 * BLOCK, Content.fill(3, BLOCK));
      shell.fsync(file);
      shell.write(file, 0, Content.fill(4, BLOCK));
      shell.fsync(file);
      shell.dropCache(file);
      assertThat(shell.read(file, 0, 4 * BLOCK))
          .isEqualTo(
              Content.concat(
                  List.of(
                      Content.fill(4, BLOCK), Content.fill(0, 2 * BLOCK), Content.fill(3, BLOCK))));
    });
  }

  @Test
  void truncationInsideAPageGivesItsOtherBlocksBack() {
    bench.run(() -> {
      long free = bench.filesystem().freeBlocks();
      shell.write(file, 0, Content.fill(1, 4 * BLOCK));
      shell.fsync(file);
      shell.truncate(file, BLOCK);
      assertThat(bench.filesystem().freeBlocks()).isEqualTo(free - 1);
      Folio page = shell.page(file, 0);
      BufferHeads buffers = bench.get(BufferHeads.class);
      assertThat(buffers.is(page, 0, BufferFlag.MAPPED)).isTrue();
      assertThat(buffers.is(page, 1, BufferFlag.MAPPED)).isFalse();
      page.put();
    });
  }

  @Test
  void aPunchedBlockReadsAsZeroes() {
    bench.run(() -> {
      shell.write(file, 0, Content.fill(1, 4 * BLOCK));
      shell.fallocate(file, FallocateMode.PUNCH_HOLE, BLOCK, BLOCK);
      shell.fsync(file);
      shell.dropCache(file);
      assertThat(shell.read(file, 0, 4 * BLOCK))
          .isEqualTo(
              Content.concat(
                  List.of(
                      Content.fill(1, BLOCK), Content.fill(0, BLOCK), Content.fill(1, 2 * BLOCK))));
    });
  }

  @Test
  void whatIsDirtyOverAHoleIsLostWithoutAWord() {
    bench.run(() -> {
      shell.write(file, 0, Content.fill(1, 4 * BLOCK));
      shell.fsync(file);
      shell.truncate(file, BLOCK);
      shell.truncate(file, 4 * BLOCK);
      Folio page = shell.page(file, 0);
      bench.machine().atomic(() -> page.write(0, Content.fill(9, 4 * BLOCK)));
      bench.get(Dirtying.class).markDirtyLocked(page);
      page.put();
      assertThat(shell.fsync(file).failed()).isFalse();
      shell.dropCache(file);
      assertThat(shell.read(file, 0, 4 * BLOCK))
          .isEqualTo(Content.concat(List.of(Content.fill(9, BLOCK), Content.fill(0, 3 * BLOCK))));
    });
  }
}
