package org.folioscope.vm.vfs;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.folioscope.block.Bio;
import org.folioscope.block.BioOp;
import org.folioscope.block.BlockDevice;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.report.Kind;
import org.folioscope.simulation.report.Reports;
import org.folioscope.vm.contract.Extent;
import org.folioscope.vm.contract.Mounts;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.mm.Mm;
import org.folioscope.vm.reclaim.Invalidation;
import org.folioscope.vm.writeback.Flusher;

/**
 * Direct writes over blocks that are there already; anything else falls back to the page cache, as
 * does a write whose range cannot be taken out of it.
 */
@Singleton
public final class DirectWrites {

  private final Machine machine;
  private final BlockDevice device;
  private final Reports reports;
  private final UserPages userPages;
  private final Mounts mounts;
  private final Flusher flusher;
  private final Invalidation invalidation;
  private final DirectIoRequests requests;

  /** Says that the page cache must do it (-ENOTBLK inside the kernel). */
  public static final long FALL_BACK = Long.MIN_VALUE;

  /** For the mounted filesystems. */
  @Inject
  public DirectWrites(
      Machine machine,
      BlockDevice device,
      Reports reports,
      UserPages userPages,
      Mounts mounts,
      Flusher flusher,
      Invalidation invalidation,
      DirectIoRequests requests) {
    this.machine = machine;
    this.device = device;
    this.reports = reports;
    this.userPages = userPages;
    this.mounts = mounts;
    this.flusher = flusher;
    this.invalidation = invalidation;
    this.requests = requests;
  }

  /**
   * Writes a page or more from a program's memory.
   *
   * @return the bytes written, a negative errno, or {@link #FALL_BACK}
   */
  public long write(Inode inode, long position, Mm mm, long address, long length) {
    if (((position | address | length) & (Content.SECTOR - 1)) != 0) {
      return Errno.EINVAL.result();
    }
    try (Frame _ = machine.enter("iomap_dio_rw", "inode", inode.number())) {
      inode.rwsem().downWrite();
      long result = locked(inode, position, mm, address, length);
      inode.rwsem().upWrite();
      return result;
    }
  }

  private long locked(Inode inode, long position, Mm mm, long address, long length) {
    long first = position / Folio.SIZE;
    long last = (position + length - 1) / Folio.SIZE;
    Either<Errno, Extent> mapped =
        mounts.of(inode).files().mapForDirectIo(inode, position, length, false);
    boolean overwrites =
        mapped.isRight()
            && mapped.get().state() == Extent.State.MAPPED
            && mapped.get().length() >= length;
    if (!overwrites) {
      return FALL_BACK;
    }
    flusher.writeAndWait(inode, first, last);
    if (invalidation.invalidate(inode, first, last).failed()) {
      return FALL_BACK;
    }
    int pages = (int) ((address % Folio.SIZE + length + Folio.SIZE - 1) / Folio.SIZE);
    Either<Errno, List<Folio>> taken = userPages.take(mm, address, pages, false);
    if (taken.isLeft()) {
      return taken.getLeft().result();
    }
    long bytes = Math.min(length, (long) taken.get().size() * Folio.SIZE - address % Folio.SIZE);
    int task = machine.currentTask();
    requests.issued();
    device.submit(
        Bio.transfer(
            BioOp.WRITE,
            mapped.get().sector(),
            DirectIo.segments(taken.get(), address, bytes),
            (bio, status) -> requests.finished(task, status)));
    Errno status = requests.waitForAll();
    taken.get().forEach(userPages::release);
    if (invalidation.invalidate(inode, first, last).failed()) {
      invalidationFailed(inode);
    }
    return status.failed() ? status.result() : bytes;
  }

  private void invalidationFailed(Inode inode) {
    machine.atomic(() -> {
      inode.recordError(Errno.EIO);
      reports.violation(
          Kind.WARN,
          "warn-invalidation-after-direct-write",
          "dio_warn_stale_pagecache",
          "Page cache invalidation failure on direct I/O.  Possible data corruption due to"
              + " collision with buffered I/O!");
    });
  }
}
