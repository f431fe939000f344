package org.folioscope.xfs;

import static org.assertj.core.api.Assertions.assertThat;

import org.folioscope.block.DeviceOptions;
import org.folioscope.eventlog.content.Content;
import org.folioscope.vm.contract.FallocateMode;
import org.folioscope.vm.contract.kit.Bench;
import org.folioscope.vm.contract.kit.Shell;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.vfs.DirectWrites;
import org.folioscope.vm.vfs.WriteSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Files that share blocks: who writes gets blocks of its own, and blocks go with the last owner.
 */
class ReflinkTest {

  private static final int PAGE = Folio.SIZE;

  private Bench bench = Bench.of(new XfsProvider(), Bench.Options.DEFAULT);
  private Shell shell = new Shell(bench);
  private Inode file = bench.create("file");
  private Inode copy = bench.create("copy");

  @AfterEach
  void isInOrder() {
    bench.run(() -> {
      shell.fsync(file);
      shell.fsync(copy);
      assertThat(bench.type().check()).isEmpty();
    });
  }

  @Test
  void theCopyHoldsTheSameBytesAndTakesNoSpace() {
    bench.run(() -> {
      shell.write(file, 0, Content.pattern(1, 0, 2 * PAGE + 100));
      shell.write(copy, 0, Content.fill(9, 2 * PAGE + 50));
      shell.fsync(copy);
      assertThat(reflink()).isEqualTo(Errno.OK);
      assertThat(shell.read(copy, 0, 5 * PAGE)).isEqualTo(Content.pattern(1, 0, 2 * PAGE + 100));
      shell.dropCache(copy);
      assertThat(shell.read(copy, 0, 5 * PAGE)).isEqualTo(Content.pattern(1, 0, 2 * PAGE + 100));
      assertThat(bench.filesystem().freeBlocks()).isEqualTo(state().blocks() - 3);
    });
  }

  @Test
  void aLongerFileKeepsWhatLiesBehindTheEndOfTheOther() {
    bench.run(() -> {
      shell.write(file, 0, Content.fill(1, 2 * PAGE));
      shell.write(copy, 0, Content.fill(9, 3 * PAGE + 100));
      assertThat(reflink()).isEqualTo(Errno.OK);
      shell.fsync(copy);
      shell.dropCache(copy);
      assertThat(shell.read(copy, 0, 5 * PAGE))
          .isEqualTo(Content.of(concat(Content.fill(1, 2 * PAGE), Content.fill(9, PAGE + 100))));
    });
  }

  @Test
  void aLongerFileCannotShareABlockThatTheOtherEndsIn() {
    bench.run(() -> {
      shell.write(file, 0, Content.fill(1, 2 * PAGE - 1));
      shell.write(copy, 0, Content.fill(9, 2 * PAGE));
      assertThat(reflink()).isEqualTo(Errno.EINVAL);
      assertThat(shell.read(copy, 0, 3 * PAGE)).isEqualTo(Content.fill(9, 2 * PAGE));
    });
  }

  @Test
  void anEmptyFileGivesNothing() {
    bench.run(() -> {
      shell.write(copy, 0, Content.fill(9, PAGE));
      assertThat(reflink()).isEqualTo(Errno.OK);
      assertThat(shell.read(copy, 0, PAGE)).isEqualTo(Content.fill(9, PAGE));
    });
  }

  @Test
  void aWriteToOneOfThemIsNotSeenInTheOther() {
    bench.run(() -> {
      shell.write(file, 0, Content.fill(1, 2 * PAGE));
      reflink();
      shell.write(file, 10, Content.fill(2, 10));
      shell.fsync(file);
      shell.write(copy, PAGE, Content.fill(3, PAGE));
      shell.fsync(copy);
      shell.dropCache(file);
      shell.dropCache(copy);
      assertThat(shell.read(file, 0, 20))
          .isEqualTo(Content.of(concat(Content.fill(1, 10), Content.fill(2, 10))));
      assertThat(shell.read(copy, 0, PAGE)).isEqualTo(Content.fill(1, PAGE));
      assertThat(shell.read(file, PAGE, PAGE)).isEqualTo(Content.fill(1, PAGE));
      assertThat(shell.read(copy, PAGE, PAGE)).isEqualTo(Content.fill(3, PAGE));
    });
  }

  @Test
  void aStoreThroughAMappingGetsABlockOfItsOwn() {
    bench.run(() -> {
      shell.write(file, 0, Content.fill(1, PAGE));
      long address = shell.map(file, 1, true);
      shell.store(address, Content.fill(2, 10));
      reflink();
      shell.store(address, Content.fill(3, 10));
      shell.fsync(file);
      shell.unmap(address);
      shell.dropCache(copy);
      assertThat(shell.read(copy, 0, 10)).isEqualTo(Content.fill(2, 10));
      assertThat(shell.read(file, 0, 10)).isEqualTo(Content.fill(3, 10));
    });
  }

  @Test
  void aDirectWriteDoesNotWriteTheSharedBlock() {
    bench.run(() -> {
      shell.write(file, 0, Content.fill(1, PAGE));
      reflink();
      long buffer = shell.map(1);
      shell.store(buffer, Content.fill(5, PAGE));
      bench
          .get(DirectWrites.class)
          .write(
              file,
              0,
              new WriteSource.UserBuffer(shell.mm(), buffer, Content.fill(5, PAGE)),
              bytes -> bytes);
      shell.dropCache(copy);
      assertThat(shell.read(copy, 0, PAGE)).isEqualTo(Content.fill(1, PAGE));
    });
  }

  @Test
  void blocksThatAnotherFileHasStayWhenOneIsCutOrPunched() {
    bench.run(() -> {
      shell.write(file, 0, Content.pattern(1, 0, 3 * PAGE));
      reflink();
      shell.fallocate(file, FallocateMode.PUNCH_HOLE, 0, PAGE);
      shell.truncate(file, 2 * PAGE);
      shell.dropCache(copy);
      assertThat(shell.read(copy, 0, 3 * PAGE)).isEqualTo(Content.pattern(1, 0, 3 * PAGE));
      assertThat(bench.filesystem().freeBlocks()).isEqualTo(state().blocks() - 3);
      shell.truncate(copy, 0);
      assertThat(bench.filesystem().freeBlocks()).isEqualTo(state().blocks() - 1);
    });
  }

  @Test
  void aCopyThatIsNotWrittenYetGoesWithItsPage() {
    bench.run(() -> {
      shell.write(file, 0, Content.fill(1, PAGE));
      reflink();
      shell.write(file, 0, Content.fill(2, PAGE));
      assertThat(bench.filesystem().freeBlocks()).isEqualTo(state().blocks() - 2);
      shell.truncate(file, 0);
      assertThat(bench.filesystem().freeBlocks()).isEqualTo(state().blocks() - 1);
    });
  }

  @Test
  void aSharedBlockCannotBeWrittenWhenThereIsNoSpaceForItsCopy() {
    bench =
        Bench.of(
            new XfsProvider(),
            Bench.Options.DEFAULT.with(
                new DeviceOptions(26 * 8, DeviceOptions.DEFAULT.stepsPerPage())));
    shell = new Shell(bench);
    file = bench.create("file");
    copy = bench.create("copy");
    bench.run(() -> {
      assertThat(shell.write(file, 0, Content.fill(1, 2 * PAGE))).isEqualTo(2 * PAGE);
      reflink();
      assertThat(shell.write(file, 0, Content.fill(2, PAGE))).isEqualTo(Errno.ENOSPC.result());
      assertThat(shell.read(copy, 0, 1)).isEqualTo(Content.fill(1, 1));
    });
  }

  private Errno reflink() {
    return bench.filesystem().files().reflink(file, copy);
  }

  private XfsState state() {
    return bench.get(XfsState.class);
  }

  private static byte[] concat(Content first, Content second) {
    byte[] bytes = new byte[first.length() + second.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i < first.length() ? first.byteAt(i) : second.byteAt(i - first.length()));
    }
    return bytes;
  }
}
