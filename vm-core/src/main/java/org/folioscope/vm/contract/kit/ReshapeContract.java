package org.folioscope.vm.contract.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.folioscope.eventlog.content.Content;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.contract.FallocateMode;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.writeback.Writeback;
import org.junit.jupiter.api.Test;

/**
 * Files that get shorter and longer, and parts of them that go away. A filesystem may answer
 * EOPNOTSUPP to either.
 */
abstract class ReshapeContract extends FaultsContract {

  private static final int PAGE = Folio.SIZE;

  @Test
  final void whatIsCutOffIsGoneAndWhatIsGainedIsZero() {
    for (boolean synced : new boolean[] {true, false}) {
      holds((bench, shell) -> {
        Inode file = bench.create("file");
        ReferenceFile expected = new ReferenceFile();
        bench.run(() -> {
          Content content = Content.pattern(1, 0, 3 * PAGE + 500);
          shell.write(file, 0, content);
          expected.write(0, content);
          if (synced) {
            assertThat(shell.fsync(file)).isEqualTo(Errno.OK);
          }
          for (int size : List.of(2 * PAGE + 700, PAGE, 3 * PAGE + 100, 300, 200, 4 * PAGE)) {
            if (resizes(shell, file, size)) {
              expected.resize(size);
              assertThat(shell.read(file, 0, 9L * PAGE)).isEqualTo(expected.all());
            }
          }
          readsBackFromDisk(shell, file, expected.all());
          shell.write(file, PAGE + 100, content);
          expected.write(PAGE + 100, content);
          readsBackFromDisk(shell, file, expected.all());
        });
      });
    }
  }

  @Test
  final void blocksThatWereCutOffAreFree() {
    holds((bench, shell) -> {
      Inode file = bench.create("file");
      bench.run(() -> {
        long free = bench.filesystem().freeBlocks();
        shell.write(file, 0, Content.pattern(1, 0, 2 * PAGE));
        shell.fsync(file);
        shell.write(file, 2 * PAGE, Content.pattern(1, 0, 2 * PAGE)); // perhaps only promised
        if (resizes(shell, file, 0)) {
          assertThat(bench.filesystem().freeBlocks()).isEqualTo(free);
        }
      });
    });
  }

  @Test
  final void storesBeyondTheEndDoNotBecomePartOfALongerFile() {
    holds((bench, shell) -> {
      Inode file = bench.create("file");
      bench.run(() -> {
        Content head = Content.pattern(1, 0, 1000);
        shell.write(file, 0, head);
        long address = shell.map(file, 1, true);
        shell.store(address + 2000, Content.fill(0xEE, 100));
        if (resizes(shell, file, 2L * PAGE)) {
          Content expected = Content.fill(0, 2 * PAGE).with(0, head);
          assertThat(shell.read(file, 0, 2L * PAGE)).isEqualTo(expected);
          shell.unmap(address);
          readsBackFromDisk(shell, file, expected);
        }
      });
    });
  }

  @Test
  final void memoryBeyondTheEndIsGoneAndSoAreCopies() {
    holds((bench, shell) -> {
      Inode file = cleanFile(bench, shell, 2);
      bench.run(() -> {
        long shared = shell.map(file, 2, true);
        long copy = shell.map(file, 2, false);
        shell.store(shared + PAGE, Content.fill(7, 8));
        shell.store(copy + PAGE, Content.fill(8, 8));
        if (resizes(shell, file, PAGE)) {
          for (long address : List.of(shared, copy)) {
            assertThat(shell.load(address, 8)).isEqualTo(Content.pattern(1, 0, 8));
            assertThat(shell.store(address + PAGE, Content.fill(9, 8))).isEqualTo(Errno.EFAULT);
          }
          assertThat(resizes(shell, file, 2L * PAGE)).isTrue();
          for (long address : List.of(shared, copy)) {
            assertThat(shell.load(address + PAGE, 8)).isEqualTo(Content.fill(0, 8));
          }
        }
        shell.unmap(shared);
        shell.unmap(copy);
      });
    });
  }

  @Test
  final void aPageThatSomebodyHoldsOutlivesItsFile() {
    holds((bench, shell) -> {
      Inode file = cleanFile(bench, shell, 1);
      bench.run(() -> {
        Folio held = shell.page(file, 0);
        if (resizes(shell, file, 0)) {
          assertThat(held.inode()).isZero();
          assertThat(held.is(PageFlag.DIRTY) || held.is(PageFlag.PRIVATE)).isFalse();
          assertThat(resizes(shell, file, PAGE)).isTrue();
          bench.machine().atomic(() -> held.store(0, Content.fill(7, PAGE)));
          readsBackFromDisk(shell, file, Content.fill(0, PAGE));
        }
        held.put();
      });
    });
  }

  @Test
  final void truncationWaitsForPagesUnderWriteback() {
    holds((bench, shell) -> {
      Inode file = cleanFile(bench, shell, 2);
      List<Folio> busy = new ArrayList<>();
      bench.run(() -> {
        Folio folio = shell.page(file, 1);
        folio.lock();
        bench.get(Writeback.class).start(file, folio);
        folio.unlock();
        busy.add(folio);
      });
      boolean[] resized = new boolean[1];
      bench.run(
          () -> resized[0] = resizes(shell, file, 100),
          () -> {
            bench
                .machine()
                .atomic(() -> assertThat(busy.getFirst().inode()).isEqualTo(file.number()));
            bench.get(Writeback.class).end(file, busy.getFirst(), Errno.OK);
          });
      bench.run(() -> {
        assertThat(bench.get(PageCache.class).get(file, 1) == null).isEqualTo(resized[0]);
        busy.getFirst().put();
      });
    });
  }

  @Test
  final void aHoleReadsAsZeroesAndTheSizeStays() {
    holds((bench, shell) -> {
      Inode file = bench.create("file");
      ReferenceFile expected = new ReferenceFile();
      bench.run(() -> {
        long free = bench.filesystem().freeBlocks();
        Content content = Content.pattern(1, 0, 6 * PAGE);
        shell.write(file, 0, content);
        expected.write(0, content);
        shell.fsync(file);
        shell.write(file, 2 * PAGE, Content.fill(0xDD, PAGE)); // dirty when it goes
        expected.write(2 * PAGE, Content.fill(0xDD, PAGE));
        for (int[] range : new int[][] {{PAGE + 100, 2 * PAGE}, {10, 20}, {4 * PAGE, PAGE}}) {
          if (reshapes(shell, file, FallocateMode.PUNCH_HOLE, range[0], range[1])) {
            expected.write(range[0], Content.fill(0, range[1]));
            assertThat(shell.read(file, 0, 9L * PAGE)).isEqualTo(expected.all());
          }
        }
        readsBackFromDisk(shell, file, expected.all());
        if (reshapes(shell, file, FallocateMode.PUNCH_HOLE, 0, 100L * PAGE)) {
          assertThat(bench.filesystem().freeBlocks()).isEqualTo(free);
          readsBackFromDisk(shell, file, Content.fill(0, 6 * PAGE));
        }
      });
    });
  }

  @Test
  final void aRangeIsZeroedAndTheFileGrowsUnlessItMayNot() {
    holds((bench, shell) -> {
      Inode file = bench.create("file");
      ReferenceFile expected = new ReferenceFile();
      bench.run(() -> {
        Content content = Content.pattern(1, 0, 3 * PAGE - 1000);
        shell.write(file, 0, content);
        expected.write(0, content);
        if (reshapes(shell, file, FallocateMode.ZERO_RANGE_KEEP_SIZE, 2 * PAGE, 3L * PAGE)) {
          expected.write(2 * PAGE, Content.fill(0, PAGE - 1000));
        }
        assertThat(shell.read(file, 0, 9L * PAGE)).isEqualTo(expected.all());
        if (reshapes(shell, file, FallocateMode.ZERO_RANGE, PAGE - 50, 3L * PAGE)) {
          expected.write(PAGE - 50, Content.fill(0, 3 * PAGE));
        }
        readsBackFromDisk(shell, file, expected.all());
        shell.write(file, PAGE, Content.fill(0xCC, 100));
        expected.write(PAGE, Content.fill(0xCC, 100));
        readsBackFromDisk(shell, file, expected.all());
      });
    });
  }

  @Test
  final void allocatedSpaceIsZeroAndTakesWritesOfAFullFilesystem() {
    holds((bench, shell) -> {
      Inode file = bench.create("file");
      bench.run(() -> {
        Content content = Content.pattern(1, 0, PAGE + 300);
        shell.write(file, 0, content);
        if (!reshapes(shell, file, FallocateMode.ALLOCATE, PAGE, 2L * PAGE)) {
          return;
        }
        Content expected = Content.fill(0, 3 * PAGE).with(0, content);
        readsBackFromDisk(shell, file, expected);
        assertThat(shell.fallocate(file, FallocateMode.ALLOCATE_KEEP_SIZE, 0, 1L << 40))
            .isEqualTo(Errno.ENOSPC);
        assertThat(shell.write(file, 2 * PAGE + 5, Content.fill(9, 100))).isEqualTo(100);
        readsBackFromDisk(shell, file, expected.with(2 * PAGE + 5, Content.fill(9, 100)));
      });
    });
  }

  private static boolean resizes(Shell shell, Inode file, long size) {
    Errno errno = shell.truncate(file, size);
    assertThat(errno).isIn(Errno.OK, Errno.EOPNOTSUPP);
    return errno == Errno.OK;
  }

  private static boolean reshapes(
      Shell shell, Inode file, FallocateMode mode, long position, long length) {
    Errno errno = shell.fallocate(file, mode, position, length);
    assertThat(errno).isIn(Errno.OK, Errno.EOPNOTSUPP);
    return errno == Errno.OK;
  }
}
