package org.folioscope.ext4;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.folioscope.block.BioOp;
import org.folioscope.block.BlockEvent;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.report.ReportEvent;
import org.folioscope.vm.buffers.BufferHeads;
import org.folioscope.vm.dirty.Dirtying;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.junit.jupiter.api.Test;

/** Blocks are promised when pages become dirty, and chosen when they are written. */
class DelayedAllocationTest {

  @Test
  void aWritePromisesBlocksAndTouchesNoDevice() {
    Disk disk = new Disk(Kernel.LINUX_6_12, 10);
    Inode file = disk.bench.create("file");
    disk.bench.run(() -> disk.shell.write(file, 0, Disk.pages(1, 2)));
    assertThat(disk.seen(Ext4Event.BlockReserved.class))
        .extracting(Ext4Event.BlockReserved::logical)
        .containsExactly(0L, 1L);
    assertThat(disk.seen(Ext4Event.BlockAllocated.class)).isEmpty();
    assertThat(disk.seen(BlockEvent.BioSubmitted.class)).isEmpty();
    assertThat(disk.freeBlocks()).isEqualTo(8);
  }

  @Test
  void aPageThatIsWrittenTwiceIsPromisedOneBlock() {
    Disk disk = new Disk(Kernel.LINUX_6_12, 10);
    Inode file = disk.bench.create("file");
    disk.bench.run(() -> {
      disk.shell.write(file, 0, Disk.pages(1, 1));
      disk.shell.write(file, 100, Content.fill(2, 10));
    });
    assertThat(disk.freeBlocks()).isEqualTo(9);
  }

  @Test
  void writebackChoosesNeighboursAndSendsOneBio() {
    Disk disk = new Disk(Kernel.LINUX_6_12, 10);
    Inode file = disk.bench.create("file");
    disk.bench.run(() -> {
      disk.shell.write(file, 0, Disk.pages(1, 3));
      disk.shell.fsync(file);
    });
    assertThat(disk.seen(Ext4Event.BlockAllocated.class))
        .extracting(Ext4Event.BlockAllocated::physical)
        .containsExactly(64L, 65L, 66L);
    assertThat(disk.seen(BlockEvent.BioSubmitted.class))
        .filteredOn(bio -> bio.op() == BioOp.WRITE)
        .singleElement()
        .satisfies(bio -> assertThat(bio.segments()).hasSize(3));
    assertThat(disk.freeBlocks()).isEqualTo(7);
  }

  @Test
  void aFileGoesOnBehindItsLastBlockIfThatIsFree() {
    Disk disk = new Disk(Kernel.LINUX_6_12, 10);
    Inode first = disk.file("first", 1);
    Inode second = disk.file("second", 1);
    disk.bench.run(() -> {
      disk.shell.write(first, Folio.SIZE, Disk.pages(1, 1));
      disk.shell.fsync(first);
      disk.shell.write(second, Folio.SIZE, Disk.pages(1, 1));
      disk.shell.fsync(second);
    });
    assertThat(disk.seen(Ext4Event.BlockAllocated.class))
        .extracting(Ext4Event.BlockAllocated::physical)
        .as("64 and 65 are taken by the files' beginnings")
        .containsExactly(66L, 67L);
  }

  @Test
  void aWriteThatFindsTheDiskFullIsShortAndTheNextFails() {
    Disk disk = new Disk(Kernel.LINUX_6_12, 3);
    Inode file = disk.bench.create("file");
    disk.bench.run(() -> {
      assertThat(disk.shell.write(file, 0, Disk.pages(1, 4))).isEqualTo(3L * Folio.SIZE);
      assertThat(disk.shell.write(file, 3L * Folio.SIZE, Disk.pages(1, 1)))
          .isEqualTo(Errno.ENOSPC.result());
      assertThat(disk.shell.fsync(file)).isEqualTo(Errno.OK);
      assertThat(disk.shell.read(file, 0, 4L * Folio.SIZE)).isEqualTo(Disk.pages(1, 3));
    });
    assertThat(disk.freeBlocks()).isZero();
  }

  @Test
  void whatWasPromisedIsThereEvenIfTheDiskBecomesFull() {
    Disk disk = new Disk(Kernel.LINUX_6_12, 3);
    Inode file = disk.bench.create("file");
    Inode other = disk.bench.create("other");
    disk.bench.run(() -> {
      disk.shell.write(file, 0, Disk.pages(1, 2));
      disk.shell.write(other, 0, Disk.pages(2, 2));
      assertThat(disk.shell.fsync(other)).isEqualTo(Errno.OK);
      assertThat(disk.shell.fsync(file)).isEqualTo(Errno.OK);
    });
    assertThat(disk.seen(Ext4Event.BlockAllocated.class)).hasSize(3);
  }

  /** With what was promised to one file given to another, behind ext4's back. */
  @Test
  void aPromisedBlockThatCannotBeHadIsToldOfAndThePageIsLost() {
    Disk disk = new Disk(Kernel.LINUX_6_12, 1);
    Inode file = disk.bench.create("file");
    disk.bench.run(() -> {
      disk.shell.write(file, 0, Disk.pages(1, 1));
      long address = disk.shell.map(file, 1, true);
      disk.shell.store(address, Content.fill(2, 1));
      Ext4State state = disk.bench.get(Ext4State.class);
      disk.bench
          .machine()
          .atomic(() -> state.emit(new Ext4Event.BlockAllocated(99, 0, state.firstFree(0), false)));
      assertThat(disk.shell.fsync(file)).isEqualTo(Errno.ENOSPC);
      assertThat(disk.shell.fsync(file)).as("nobody knows any more").isEqualTo(Errno.OK);
      assertThat(disk.shell.read(file, 0, 1)).isEqualTo(Content.fill(0, 1));
    });
    assertThat(disk.seen(ReportEvent.LinePrinted.class))
        .extracting(ReportEvent.LinePrinted::text)
        .containsExactly(
            "EXT4-fs (sda): Delayed block allocation failed for inode "
                + file.number()
                + " at logical offset 0 with max blocks 1 with error 28",
            "EXT4-fs (sda): This should not happen!! Data will be lost");
  }

  @Test
  void aStoreIntoAHoleOfAFullDiskFails() {
    Disk disk = new Disk(Kernel.LINUX_6_12, 1);
    Inode file = disk.bench.create("file");
    disk.bench.run(() -> {
      disk.shell.truncate(file, 2L * Folio.SIZE);
      long address = disk.shell.map(file, 2, true);
      assertThat(disk.shell.store(address, Content.fill(1, 1))).isEqualTo(Errno.OK);
      assertThat(disk.shell.store(address + Folio.SIZE, Content.fill(1, 1)))
          .isEqualTo(Errno.EFAULT);
      assertThat(disk.shell.load(address + Folio.SIZE, 1)).isEqualTo(Content.fill(0, 1));
    });
  }

  /** Nothing was promised for the hole, and writeback promises nothing (mpage_add_bh_to_extent). */
  @Test
  void whatIsDirtiedOverAHoleWithoutAskingIsDroppedInSilence() {
    Disk disk = new Disk(Kernel.LINUX_6_12, 2);
    Inode file = disk.bench.create("file");
    disk.bench.run(() -> {
      disk.shell.truncate(file, Folio.SIZE);
      disk.shell.read(file, 0, 1);
      Folio page = disk.shell.page(file, 0);
      page.lock();
      disk.bench.get(BufferHeads.class).createEmpty(page, Folio.SIZE);
      disk.bench.get(Dirtying.class).markDirty(page);
      page.unlock();
      page.put();
      assertThat(disk.shell.fsync(file)).isEqualTo(Errno.OK);
    });
    assertThat(disk.seen(Ext4Event.BlockAllocated.class)).isEmpty();
    assertThat(disk.seen(BlockEvent.BioSubmitted.class)).noneMatch(bio -> bio.op() == BioOp.WRITE);
  }

  @Test
  void aDirectReadIntoAHoleOfAFullDiskFails() {
    Disk disk = new Disk(Kernel.LINUX_6_12, 1);
    Inode source = disk.file("source", 1);
    Inode target = disk.bench.create("target");
    disk.bench.run(() -> {
      disk.shell.truncate(target, Folio.SIZE);
      long address = disk.shell.map(target, 1, true);
      assertThat(disk.shell.readDirect(source, 0, address, Folio.SIZE))
          .isEqualTo(Errno.EFAULT.result());
    });
  }

  @Test
  void aHoleReadsAsZeroesAndNeedsNoDevice() {
    Disk disk = new Disk(Kernel.LINUX_6_12, 4);
    Inode file = disk.bench.create("file");
    disk.bench.run(() -> {
      disk.shell.truncate(file, 3L * Folio.SIZE);
      disk.shell.write(file, Folio.SIZE, Disk.pages(1, 1));
      disk.shell.fsync(file);
      disk.forget();
      assertThat(disk.shell.read(file, 0, Folio.SIZE)).isEqualTo(Disk.pages(0, 1));
      assertThat(disk.shell.read(file, 2L * Folio.SIZE, Folio.SIZE)).isEqualTo(Disk.pages(0, 1));
    });
    assertThat(disk.seen(BlockEvent.BioSubmitted.class)).isEmpty();
  }

  @Test
  void aPartialWriteReadsTheRestOfThePageFirst() {
    Disk disk = new Disk(Kernel.LINUX_6_12, 4);
    Inode file = disk.file("file", 1);
    disk.bench.run(() -> {
      disk.shell.write(file, 100, Content.fill(2, 50));
      assertThat(disk.shell.read(file, 99, 52))
          .isEqualTo(
              Content.concat(List.of(Content.fill(1, 1), Content.fill(2, 50), Content.fill(1, 1))));
    });
    assertThat(disk.seen(BlockEvent.BioSubmitted.class))
        .extracting(BlockEvent.BioSubmitted::op)
        .containsExactly(BioOp.READ);
  }

  @Test
  void aWriteOfAWholePageReadsNothing() {
    Disk disk = new Disk(Kernel.LINUX_6_12, 4);
    Inode file = disk.file("file", 1);
    disk.bench.run(() -> disk.shell.write(file, 0, Disk.pages(2, 1)));
    assertThat(disk.seen(BlockEvent.BioSubmitted.class)).isEmpty();
  }
}
