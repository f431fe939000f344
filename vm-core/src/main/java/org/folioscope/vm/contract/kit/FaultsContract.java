package org.folioscope.vm.contract.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Either;
import org.folioscope.block.BioOp;
import org.folioscope.block.BlockDevice;
import org.folioscope.block.Failure;
import org.folioscope.block.Fault;
import org.folioscope.eventlog.content.Content;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.vfs.BufferedIo;
import org.folioscope.vm.vfs.Names;
import org.junit.jupiter.api.Test;

/** What a filesystem does when the device fails, and when a file loses its name. */
abstract class FaultsContract extends WritebackContract {

  private static final int PAGE = Folio.SIZE;

  @Test
  final void aFailedWriteLeavesThePageCleanAndValidAndIsRecordedOnce() {
    holds((bench, shell) -> {
      Inode file = bench.create("file");
      bench.run(() -> {
        shell.write(file, 0, Content.fill(1, PAGE));
        long sample = bench.machine().atomicGet(file::errorSample);
        fail(bench, BioOp.WRITE, 1);
        shell.fsync(file);
        Folio folio = shell.page(file, 0);
        assertThat(folio.is(PageFlag.DIRTY)).as("dirty").isFalse();
        assertThat(folio.is(PageFlag.UPTODATE)).as("uptodate").isTrue();
        folio.put();
        assertThat(file.errorSince(sample)).isEqualTo(Errno.EIO);
        long told = bench.machine().atomicGet(file::seeErrors);
        assertThat(file.errorSince(told)).isEqualTo(Errno.OK);
        assertThat(shell.read(file, 0, PAGE)).as("from the cache").isEqualTo(Content.fill(1, PAGE));
        shell.write(file, 0, Content.fill(2, PAGE));
        assertThat(shell.fsync(file)).isEqualTo(Errno.OK);
        assertThat(file.errorSince(told)).isEqualTo(Errno.OK);
        assertThat(shell.dropCache(file)).isZero();
        assertThat(shell.read(file, 0, PAGE)).as("from the disk").isEqualTo(Content.fill(2, PAGE));
      });
    });
  }

  @Test
  final void aFailedReadLeavesThePageInvalidAndIsTriedAgain() {
    holds((bench, shell) -> {
      Inode file = cleanFile(bench, shell, 1);
      bench.run(() -> {
        Content before = shell.read(file, 0, PAGE);
        assertThat(shell.dropCache(file)).isZero();
        fail(bench, BioOp.READ, 2);
        assertThat(bench.get(BufferedIo.class).read(file, 0, PAGE))
            .isEqualTo(Either.left(Errno.EIO));
        long address = shell.map(file, 1, true);
        assertThat(shell.load(address, 1).length()).as("bytes loaded").isZero();
        assertThat(shell.load(address, PAGE)).isEqualTo(before);
        shell.unmap(address);
      });
    });
  }

  @Test
  final void aPartialWriteOfAPageThatCannotBeReadFails() {
    holds((bench, shell) -> {
      Inode file = cleanFile(bench, shell, 1);
      bench.run(() -> {
        Content before = shell.read(file, 0, PAGE);
        assertThat(shell.dropCache(file)).isZero();
        fail(bench, BioOp.READ, 1);
        assertThat(shell.write(file, 10, Content.fill(1, 10))).isEqualTo(Errno.EIO.result());
        assertThat(shell.read(file, 0, PAGE)).isEqualTo(before);
      });
    });
  }

  @Test
  final void aFailedFlushFailsFsync() {
    holds((bench, shell) -> {
      Inode file = bench.create("file");
      bench.run(() -> {
        shell.write(file, 0, Content.fill(1, PAGE));
        fail(bench, BioOp.FLUSH, 1);
        assertThat(shell.fsync(file)).isEqualTo(Errno.EIO);
        assertThat(shell.fsync(file)).isEqualTo(Errno.OK);
      });
    });
  }

  @Test
  final void unlinkTakesTheNameAtOnceAndTheBlocksWithTheLastUser() {
    holds((bench, shell) -> {
      long free = bench.call(() -> bench.filesystem().freeBlocks());
      Inode file = bench.create("file");
      bench.run(() -> {
        var names = bench.filesystem().namespace();
        shell.write(file, 0, Content.pattern(1, 0, 3 * PAGE));
        shell.fsync(file);
        shell.write(file, PAGE, Content.fill(2, PAGE));
        assertThat(bench.get(Names.class).unlink("file", _ -> true)).isEqualTo(Errno.OK);
        assertThat(names.lookup("file")).isEqualTo(Either.left(Errno.ENOENT));
        assertThat(bench.get(Names.class).unlink("file", _ -> true)).isEqualTo(Errno.ENOENT);
        assertThat(shell.read(file, PAGE, PAGE)).isEqualTo(Content.fill(2, PAGE));
        boolean counts = free != Long.MAX_VALUE;
        assertThat(bench.filesystem().freeBlocks() < free).as("blocks in use").isEqualTo(counts);
        bench.get(Names.class).put(file, _ -> false);
        assertThat(bench.filesystem().freeBlocks()).isEqualTo(free);
      });
    });
  }

  @Test
  final void renameGivesTheNameAndTakesItFromAnother() {
    holds((bench, shell) -> {
      Inode one = bench.create("one");
      bench.create("two");
      bench.run(() -> {
        var names = bench.filesystem().namespace();
        assertThat(bench.get(Names.class).rename("none", "one", _ -> false))
            .isEqualTo(Errno.ENOENT);
        assertThat(bench.get(Names.class).rename("one", "two", _ -> false)).isEqualTo(Errno.OK);
        assertThat(names.lookup("one")).isEqualTo(Either.left(Errno.ENOENT));
        assertThat(names.lookup("two").get().number()).isEqualTo(one.number());
        assertThat(bench.get(Names.class).rename("two", "two", _ -> false)).isEqualTo(Errno.OK);
        assertThat(names.lookup("two").get().number()).isEqualTo(one.number());
      });
    });
  }

  @Test
  final void aFileIsTakenApartBesideItsWriteback() {
    holds((bench, shell) -> {
      long free = bench.call(() -> bench.filesystem().freeBlocks());
      Inode file = bench.create("file");
      bench.run(() -> shell.write(file, 0, Content.pattern(1, 0, 3 * PAGE)));
      bench.run(
          () -> shell.fsync(file),
          () -> assertThat(bench.get(Names.class).unlink("file", _ -> false)).isEqualTo(Errno.OK));
      assertThat(bench.<Long>call(() -> bench.filesystem().freeBlocks())).isEqualTo(free);
    });
  }

  private static void fail(Bench bench, BioOp op, int times) {
    BlockDevice device = bench.get(BlockDevice.class);
    device.arm(new Fault(op, Failure.IOERR, 0, device.sectors(), times));
  }
}
