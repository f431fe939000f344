package org.folioscope.vm.contract.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Either;
import java.util.List;
import org.folioscope.block.BlockDevice;
import org.folioscope.eventlog.content.Content;
import org.folioscope.vm.contract.Extent;
import org.folioscope.vm.contract.watch.Slots;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.vfs.Names;
import org.junit.jupiter.api.Test;

/** What programs see: names, sizes, and the bytes that they wrote. */
abstract class BytesContract extends ContractBase {

  private static final int PAGE = Folio.SIZE;

  @Test
  final void filesAreFoundByTheirNames() {
    holds((bench, shell) ->
        bench.run(() -> {
          var names = bench.filesystem().namespace();
          var directory = bench.get(Names.class);
          assertThat(names.lookup("one")).isEqualTo(Either.left(Errno.ENOENT));
          Inode one = directory.create("one", true).get().inode();
          Inode two = directory.create("two", false).get().inode();
          assertThat(one.number()).isPositive().isNotEqualTo(two.number());
          assertThat(one.size()).isZero();
          assertThat(directory.inDirectory(() -> names.create("one")))
              .isEqualTo(Either.left(Errno.EEXIST));
          assertThat(names.lookup("one").get().number()).isEqualTo(one.number());
          assertThat(names.lookup("two").get().number()).isEqualTo(two.number());
        }));
  }

  @Test
  final void whatWasWrittenReadsBackFromCacheAndFromDisk() {
    holds((bench, shell) -> {
      Inode file = bench.create("file");
      ReferenceFile expected = new ReferenceFile();
      bench.run(() -> {
        for (Content piece : pieces()) {
          long at = (piece.seed() * 1999) % (3 * PAGE);
          assertThat(shell.write(file, at, piece)).isEqualTo(piece.length());
          expected.write(at, piece);
        }
        assertThat(file.size()).isEqualTo(expected.size());
        assertThat(shell.read(file, 0, Long.MAX_VALUE / 2)).isEqualTo(expected.all());
        assertThat(shell.read(file, PAGE - 3, PAGE))
            .isEqualTo(expected.all().slice(PAGE - 3, PAGE));
        readsBackFromDisk(shell, file, expected.all());
      });
    });
  }

  @Test
  final void holesReadAsZeroes() {
    holds((bench, shell) -> {
      Inode file = bench.create("file");
      bench.run(() -> {
        Content piece = Content.pattern(5, 0, 50);
        shell.write(file, 2 * PAGE + 100, piece);
        Content expected = Content.fill(0, 2 * PAGE + 150).with(2 * PAGE + 100, piece);
        assertThat(shell.read(file, 0, 4 * PAGE)).isEqualTo(expected);
        readsBackFromDisk(shell, file, expected);
        shell.write(file, PAGE + 1, piece);
        readsBackFromDisk(shell, file, expected.with(PAGE + 1, piece));
      });
    });
  }

  @Test
  final void storesToASharedMappingReachTheFileAndThoseToAPrivateOneDoNot() {
    holds((bench, shell) -> {
      Inode file = bench.create("file");
      Content original = Content.pattern(1, 0, 2 * PAGE);
      Content patch = Content.pattern(2, 0, 600);
      bench.run(() -> {
        shell.write(file, 0, original);
        long shared = shell.map(file, 3, true);
        long copy = shell.map(file, 2, false);
        assertThat(shell.store(copy + 7, patch)).isEqualTo(Errno.OK);
        assertThat(shell.load(shared, 2 * PAGE)).isEqualTo(original);
        assertThat(shell.store(shared + PAGE - 300, patch)).isEqualTo(Errno.OK);
        Content changed = original.with(PAGE - 300, patch);
        assertThat(shell.read(file, 0, 2 * PAGE)).isEqualTo(changed);
        assertThat(shell.load(copy, PAGE)).isEqualTo(original.slice(0, PAGE).with(7, patch));
        assertThat(shell.store(shared + 2 * PAGE, patch)).isEqualTo(Errno.EFAULT);
        shell.unmap(shared);
        shell.unmap(copy);
        readsBackFromDisk(shell, file, changed);
      });
    });
  }

  @Test
  final void bytesStoredBeyondTheEndAreNotWritten() {
    holds((bench, shell) -> {
      Inode file = bench.create("file");
      bench.run(() -> {
        Content head = Content.pattern(1, 0, 1000);
        shell.write(file, 0, head);
        long address = shell.map(file, 1, true);
        assertThat(shell.store(address + 2000, Content.fill(0xEE, 100))).isEqualTo(Errno.OK);
        shell.unmap(address);
        readsBackFromDisk(shell, file, head);
        if (shell.truncate(file, PAGE) == Errno.OK) {
          assertThat(shell.read(file, 0, PAGE)).isEqualTo(Content.fill(0, PAGE).with(0, head));
        }
      });
    });
  }

  @Test
  final void afterFsyncTheBytesAreOnTheMedia() {
    holds((bench, shell) -> {
      Inode file = bench.create("file");
      bench.run(() -> {
        Content content = Content.pattern(1, 0, 3 * PAGE);
        shell.write(file, 0, content);
        assertThat(shell.fsync(file)).isEqualTo(Errno.OK);
        for (int page = 0; page < 3; page++) {
          Extent extent = extent(bench, file, (long) page * PAGE);
          assertThat(extent.state()).isEqualTo(Extent.State.MAPPED);
          assertThat(bench.get(BlockDevice.class).peek(extent.sector(), PAGE))
              .isEqualTo(content.slice(page * PAGE, PAGE));
          for (long sector = 0; sector < PAGE / Content.SECTOR; sector++) {
            assertThat(Slots.of(bench.space(), "disk.cache"))
                .doesNotContainKey(extent.sector() + sector);
          }
        }
      });
    });
  }

  @Test
  final void directReadsSeeWhatBufferedReadsSee() {
    holds((bench, shell) -> {
      Inode file = bench.create("file");
      bench.run(() -> {
        Content piece = Content.pattern(1, 0, PAGE);
        shell.write(file, 0, piece);
        shell.write(file, 3L * PAGE, piece);
        long address = shell.map(4);
        assertThat(shell.readDirect(file, 0, address, 4L * PAGE)).isEqualTo(4L * PAGE);
        assertThat(shell.load(address, 4 * PAGE)).isEqualTo(shell.read(file, 0, 4L * PAGE));
        assertThat(shell.readDirect(file, PAGE - 512, address + 512, 1024)).isEqualTo(1024);
        assertThat(shell.load(address + 512, 512)).isEqualTo(piece.slice(PAGE - 512, 512));
        shell.unmap(address);
      });
    });
  }

  @Test
  final void aFullFilesystemRefusesAndLosesNothing() {
    holds((bench, shell) -> {
      Inode file = bench.create("file");
      bench.run(() -> {
        long most = bench.get(BlockDevice.class).sectors() * Content.SECTOR / PAGE;
        int pages = 0;
        long result = PAGE;
        while (result == PAGE && pages <= most) {
          result =
              shell.write(file, (long) pages * PAGE, Content.pattern(7, (long) pages * PAGE, PAGE));
          pages += result == PAGE ? 1 : 0;
        }
        assertThat(result).isEqualTo(Errno.ENOSPC.result());
        storeIntoHole(shell, file, pages);
        readsBackFromDisk(shell, file, Content.pattern(7, 0, pages * PAGE));
      });
    });
  }

  /** A page that no block can be found for: SIGBUS, and loads still give zeroes. */
  private static void storeIntoHole(Shell shell, Inode file, int pages) {
    if (shell.truncate(file, (pages + 1L) * PAGE) == Errno.OK) {
      long address = shell.map(file, pages + 1, true);
      assertThat(shell.store(address + (long) pages * PAGE, Content.fill(1, 8)))
          .isEqualTo(Errno.EFAULT);
      assertThat(shell.load(address + (long) pages * PAGE, 8)).isEqualTo(Content.fill(0, 8));
      shell.unmap(address);
    }
  }

  static void readsBackFromDisk(Shell shell, Inode file, Content expected) {
    assertThat(shell.fsync(file)).isEqualTo(Errno.OK);
    assertThat(shell.dropCache(file)).as("pages that stay in the cache").isZero();
    assertThat(shell.read(file, 0, expected.length())).isEqualTo(expected);
  }

  private static Extent extent(Bench bench, Inode file, long position) {
    file.rwsem().downRead();
    Extent extent = bench.filesystem().files().mapForDirectIo(file, position, PAGE, false).get();
    file.rwsem().upRead();
    return extent;
  }

  private static List<Content> pieces() {
    return List.of(
        Content.pattern(1, 0, 10_000), // several pages
        Content.pattern(3, 0, 200), // over what is there
        Content.pattern(4, 0, PAGE), // across two pages
        Content.fill(0xCC, 1), // one byte
        Content.pattern(6, 0, 9000)); // over the end
  }
}
