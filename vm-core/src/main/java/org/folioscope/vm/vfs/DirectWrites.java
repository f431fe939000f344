package org.folioscope.vm.vfs;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.folioscope.block.Bio;
import org.folioscope.block.BioOp;
import org.folioscope.block.BlockDevice;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.simulation.report.Kind;
import org.folioscope.simulation.report.Reports;
import org.folioscope.vm.contract.Extent;
import org.folioscope.vm.contract.FileOperations;
import org.folioscope.vm.contract.Mounts;
import org.folioscope.vm.dio.DirectIoRequests;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.reclaim.Invalidation;
import org.folioscope.vm.writeback.Flusher;

/**
 * Direct writes over blocks that are there already; anything else falls back to the page cache, as
 * does, but for fs/iomap up to 5.8, a write whose range cannot be taken out of it. A write that
 * failed leaves what came back into the cache meanwhile.
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
  private final boolean fallsBack;

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
      DirectIoRequests requests,
      Policies policies) {
    this.machine = machine;
    this.device = device;
    this.reports = reports;
    this.userPages = userPages;
    this.mounts = mounts;
    this.flusher = flusher;
    this.invalidation = invalidation;
    this.requests = requests;
    this.fallsBack =
        policies.get(DirectWritePolicies.STALE_CACHE) == DirectWritePolicies.StaleCache.FALL_BACK;
  }

  /**
   * Writes sectors.
   *
   * @param ended what remains to be done when bytes are written, such as making them durable: given
   *     how many, it gives the result. By fs/iomap it is done under i_rwsem, by fs/direct-io.c
   *     after
   * @return the bytes written, a negative errno, or {@link #FALL_BACK}
   */
  public long write(Inode inode, long position, WriteSource source, LongUnaryOperator ended) {
    if (source instanceof WriteSource.Literal) {
      return FALL_BACK;
    }
    if ((position & (Content.SECTOR - 1)) != 0 || !sectors(source)) {
      return Errno.EINVAL.result();
    }
    boolean legacy = isLegacy(inode);
    try (Frame _ =
        machine.enter(legacy ? "__blockdev_direct_IO" : "iomap_dio_rw", "inode", inode.number())) {
      inode.rwsem().downWrite();
      long result = locked(inode, position, source);
      if (result > 0 && !legacy) {
        result = ended.applyAsLong(result);
      }
      inode.rwsem().upWrite();
      return result > 0 && legacy ? ended.applyAsLong(result) : result;
    }
  }

  private boolean isLegacy(Inode inode) {
    return mounts.of(inode).files().directEngine() == FileOperations.DirectEngine.LEGACY;
  }

  private static boolean sectors(WriteSource source) {
    return switch (source) {
      case WriteSource.Literal _ -> false;
      case WriteSource.UserBuffer memory ->
          ((memory.address() | memory.length()) & (Content.SECTOR - 1)) == 0;
      case PipePages pages -> pages.sectors();
    };
  }

  private long locked(Inode inode, long position, WriteSource source) {
    long length = source.length();
    long first = position / Folio.SIZE;
    long last = (position + length - 1) / Folio.SIZE;
    Either<Errno, Extent> mapped =
        mounts.of(inode).files().mapForDirectIo(inode, position, length, false);
    boolean overwrites =
        mapped.isRight()
            && mapped.get().state() == Extent.State.MAPPED
            && !mapped.get().shared()
            && mapped.get().length() >= length
            && position + length <= machine.atomicGet(inode::size);
    if (!overwrites) {
      return FALL_BACK;
    }
    Errno written = flusher.writeAndWaitForMapping(inode, first, last);
    if (written.failed()) {
      return written.result();
    }
    if (invalidation.invalidate(inode, first, last).failed()) {
      if (fallsBack || isLegacy(inode)) {
        return FALL_BACK;
      }
      invalidationFailed(inode);
    }
    return switch (source) {
      case WriteSource.UserBuffer memory -> fromMemory(inode, position, memory, mapped.get());
      case PipePages pages -> transfer(inode, position, pages.segments(), mapped.get());
      case WriteSource.Literal _ -> FALL_BACK;
    };
  }

  private long fromMemory(
      Inode inode, long position, WriteSource.UserBuffer memory, Extent extent) {
    long into = memory.address() % Folio.SIZE;
    int pages = (int) ((into + memory.length() + Folio.SIZE - 1) / Folio.SIZE);
    Either<Errno, List<Folio>> taken = userPages.take(memory.mm(), memory.address(), pages, false);
    if (taken.isLeft()) {
      return taken.getLeft().result();
    }
    long bytes = Math.min(memory.length(), (long) taken.get().size() * Folio.SIZE - into);
    List<Bio.Segment> segments = DirectIo.segments(taken.get(), memory.address(), bytes);
    Errno status = submit(inode, segments, extent);
    taken.get().forEach(userPages::release);
    return finish(inode, position, bytes, status);
  }

  /** The pipe's references hold the pages; a bio takes no others (bio_iov_bvec_set). */
  private long transfer(Inode inode, long position, List<Bio.Segment> segments, Extent extent) {
    long bytes = segments.stream().mapToLong(Bio.Segment::length).sum();
    return finish(inode, position, bytes, submit(inode, segments, extent));
  }

  private Errno submit(Inode inode, List<Bio.Segment> segments, Extent extent) {
    int task = machine.currentTask();
    boolean legacy = isLegacy(inode);
    requests.issued(inode);
    device.submit(
        Bio.transfer(
            BioOp.WRITE,
            extent.sector(),
            segments,
            (bio, status) ->
                requests.finished(task, inode, DirectIoRequests.status(status, legacy))));
    return requests.waitForAll();
  }

  private long finish(Inode inode, long position, long bytes, Errno status) {
    if (status.failed()) {
      return status.result();
    }
    long last = (position + bytes - 1) / Folio.SIZE;
    if (invalidation.invalidate(inode, position / Folio.SIZE, last).failed()) {
      invalidationFailed(inode);
    }
    return bytes;
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
      reports.print(
          "File: "
              + inode.name()
              + " PID: "
              + machine.currentTask()
              + " Comm: "
              + machine.currentTaskName());
    });
  }
}
