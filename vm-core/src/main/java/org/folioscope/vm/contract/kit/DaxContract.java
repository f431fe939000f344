package org.folioscope.vm.contract.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.machine.RunEnd;
import org.folioscope.vm.contract.FallocateMode;
import org.folioscope.vm.contract.FilesystemProvider;
import org.folioscope.vm.contract.FormatOptions;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.vfs.Splice;
import org.junit.jupiter.api.Test;

/**
 * What a filesystem must do on a mount with {@code dax}, where the pages of files are the blocks
 * themselves. The test of a plug-in that has DAX extends this.
 */
public abstract class DaxContract {

  private static final int PAGE = Folio.SIZE;

  private final Bench bench;
  private final Shell shell;
  private final Inode file;
  private final Inode other;

  /** For one filesystem. */
  protected DaxContract(FilesystemProvider filesystem) {
    bench =
        Bench.of(
            filesystem,
            Bench.Options.DEFAULT.with(binder ->
                binder.bind(FormatOptions.class).toInstance(new FormatOptions(PAGE, true))));
    shell = new Shell(bench);
    file = bench.create("file");
    other = bench.create("other");
  }

  @Test
  final void readsWritesAndMappingsMeetInTheBlock() {
    bench.run(() -> {
      shell.write(file, 10, Content.fill(1, 2 * PAGE));
      long address = shell.map(file, 3, true);
      assertThat(shell.load(address + 10, 1)).isEqualTo(Content.fill(1, 1));
      shell.store(address, Content.fill(2, 10));
      assertThat(shell.read(file, 0, 20))
          .isEqualTo(Content.concat(List.of(Content.fill(2, 10), Content.fill(1, 10))));
      assertThat(shell.fsync(file).failed()).isFalse();
      shell.unmap(address);
      shell.dropCache(file);
      assertThat(shell.read(file, 0, 5 * PAGE).length()).isEqualTo(2 * PAGE + 10);
      assertThat(shell.read(file, 0, 10)).isEqualTo(Content.fill(2, 10));
    });
  }

  @Test
  final void holesReadAsZeroesAndPunchedBlocksGoToOthers() {
    bench.run(() -> {
      shell.write(file, 0, Content.fill(1, PAGE));
      long free = bench.filesystem().freeBlocks();
      shell.fallocate(file, FallocateMode.PUNCH_HOLE, 0, PAGE);
      assertThat(bench.filesystem().freeBlocks()).isEqualTo(free + 1);
      assertThat(shell.read(file, 0, PAGE)).isEqualTo(Content.fill(0, PAGE));
      shell.write(other, 100, Content.fill(3, 1));
      assertThat(shell.read(other, 0, 100)).as("zeroed").isEqualTo(Content.fill(0, 100));
    });
  }

  @Test
  final void whatIsCutOffIsZeroWhenTheFileGrowsAgain() {
    bench.run(() -> {
      shell.write(file, 0, Content.fill(1, 2 * PAGE));
      shell.truncate(file, 100);
      shell.truncate(file, 2 * PAGE);
      assertThat(shell.read(file, 0, 2 * PAGE))
          .isEqualTo(
              Content.concat(List.of(Content.fill(1, 100), Content.fill(0, 2 * PAGE - 100))));
    });
  }

  @Test
  final void aPipeHasPagesOfItsOwn() {
    bench.run(() -> {
      shell.write(file, 0, Content.fill(1, PAGE));
      long sent =
          bench
              .get(Splice.class)
              .sendfile(
                  file,
                  0,
                  PAGE,
                  (pages, done) -> {
                    assertThat(shell.fallocate(file, FallocateMode.PUNCH_HOLE, 0, PAGE))
                        .as("nobody refers to the block")
                        .isEqualTo(Errno.OK);
                    assertThat(pages.copy(0, 1)).isEqualTo(Content.fill(1, 1));
                    return pages.length();
                  });
      assertThat(sent).isEqualTo(PAGE);
    });
  }

  @Test
  final void aHoleIsNotPunchedWhileSomebodyRefersToThePage() {
    bench.run(() -> shell.write(file, 0, Content.fill(1, PAGE)));
    Folio[] page = new Folio[1];
    bench.run(() -> page[0] = shell.page(file, 0));
    RunEnd end = bench.attempt(() -> shell.fallocate(file, FallocateMode.PUNCH_HOLE, 0, PAGE));
    assertThat(end.reason()).isEqualTo(RunEnd.Reason.STUCK);
    assertThat(end.blocked().getFirst().awaited().what()).contains("last reference");
  }
}
