package org.folioscope.vm.vfs;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.folioscope.block.Bio;
import org.folioscope.block.BioOp;
import org.folioscope.block.BlockDevice;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.contract.Extent;
import org.folioscope.vm.contract.FileOperations;
import org.folioscope.vm.contract.Mounts;
import org.folioscope.vm.dio.DirectIoRequests;
import org.folioscope.vm.dirty.Dirtying;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.work.WorkQueue;
import org.folioscope.vm.writeback.Flusher;

/**
 * Direct reads, by either of the kernel's engines. They differ in when the pages of the buffer are
 * marked dirty: fs/direct-io.c does it once, in the reading task after the I/O; fs/iomap does it
 * before the I/O and again, if need be, when it ended.
 */
@Singleton
public final class DirectIo {

  private static final int MAX_PAGES_PER_BIO = 64;

  private final Machine machine;
  private final BlockDevice device;
  private final UserPages userPages;
  private final Mounts mounts;
  private final Flusher flusher;
  private final Dirtying dirtying;
  private final WorkQueue work;
  private final DirectIoRequests requests;

  /** For the mounted filesystems. */
  @Inject
  public DirectIo(
      Machine machine,
      BlockDevice device,
      UserPages userPages,
      Mounts mounts,
      Flusher flusher,
      Dirtying dirtying,
      WorkQueue work,
      DirectIoRequests requests) {
    this.machine = machine;
    this.device = device;
    this.userPages = userPages;
    this.mounts = mounts;
    this.flusher = flusher;
    this.dirtying = dirtying;
    this.work = work;
    this.requests = requests;
  }

  /**
   * Reads from a file into a buffer, past the page cache, and returns when the bytes are there.
   *
   * @return the bytes read, or a negative errno
   */
  public long read(Inode inode, long position, ReadBuffer buffer) {
    return read(inode, position, buffer, false);
  }

  /**
   * Starts to read and returns; {@link #finish} waits. A task has at most one such read under way.
   *
   * @return the bytes that are being read, or a negative errno
   */
  public long start(Inode inode, long position, ReadBuffer buffer) {
    return read(inode, position, buffer, true);
  }

  /** Waits until the current task's read that was started is done. */
  public Errno finish() {
    return requests.waitForAll();
  }

  private long read(Inode inode, long position, ReadBuffer buffer, boolean asynchronous) {
    boolean legacy = mounts.of(inode).files().directEngine() == FileOperations.DirectEngine.LEGACY;
    try (Frame _ =
        machine.enter(legacy ? "__blockdev_direct_IO" : "iomap_dio_rw", "inode", inode.number())) {
      inode.rwsem().downRead();
      // Writers grow the file under the same lock.
      long size = machine.nowGet(inode::size);
      long left = Math.max(0, size - position);
      // The sector at the end of the file is read whole.
      long wanted = Math.min(buffer.length(), Math.ceilDiv(left, Content.SECTOR) * Content.SECTOR);
      long result = locked(new DirectRead(inode, position, buffer, wanted, asynchronous, legacy));
      inode.rwsem().upRead();
      return Math.min(result, left);
    }
  }

  private long locked(DirectRead read) {
    if (((read.position() | read.address() | read.length()) & (Content.SECTOR - 1)) != 0) {
      return Errno.EINVAL.result();
    }
    if (read.length() == 0) {
      return 0;
    }
    long last = read.position() + read.length() - 1;
    Errno written =
        flusher.writeAndWaitForMapping(
            read.inode(), read.position() / Folio.SIZE, last / Folio.SIZE);
    return written.failed() ? written.result() : run(read);
  }

  private long run(DirectRead read) {
    List<Folio> held = new ArrayList<>();
    long done = 0;
    Errno error = Errno.OK;
    while (done < read.length() && !error.failed()) {
      Either<Errno, Extent> mapped =
          mounts
              .of(read.inode())
              .files()
              .mapForDirectIo(read.inode(), read.position() + done, read.length() - done, false);
      long at = done;
      Either<Errno, Long> moved = mapped.flatMap(extent -> move(read, at, extent, held));
      error = moved.isLeft() ? moved.getLeft() : Errno.OK;
      done += moved.getOrElse(0L);
    }
    Errno status = read.asynchronous() ? Errno.OK : requests.waitForAll();
    held.forEach(this::dirtyAndRelease);
    Errno failed = error.failed() ? error : status;
    return done == 0 || status.failed() ? failed.result() : done;
  }

  /**
   * The next bytes, of one extent and for one bio at most.
   *
   * @param at how far the read is
   * @param held gets the pages that the reader lets go after the I/O
   */
  private Either<Errno, Long> move(DirectRead read, long at, Extent extent, List<Folio> held) {
    long address = read.address() + at;
    long bytes = Math.min(Math.min(extent.length(), read.length() - at), bytesOfOneBio(address));
    boolean hole = extent.state() != Extent.State.MAPPED;
    if (hole && !read.legacy()) {
      long stored = read.buffer().zeroes().store(read.mm(), address, (int) bytes);
      return stored < 0 ? Either.left(Errno.of((int) stored)) : Either.right(stored);
    }
    return userPages
        .take(read.mm(), address, pagesOf(address, bytes), true)
        .map(pages -> {
          long there = Math.min(bytes, (long) pages.size() * Folio.SIZE - address % Folio.SIZE);
          List<Bio.Segment> segments = segments(pages, address, there);
          if (hole) {
            zero(segments);
            pages.forEach(userPages::release);
          } else {
            transfer(read, extent, segments, pages);
          }
          if (!hole && read.dirtiesAtTheEnd()) {
            held.addAll(pages);
          }
          return there;
        });
  }

  private void transfer(
      DirectRead read, Extent extent, List<Bio.Segment> segments, List<Folio> pages) {
    boolean dirtiesAtTheEnd = read.dirtiesAtTheEnd();
    if (!dirtiesAtTheEnd) {
      try (Frame _ = machine.enter("bio_set_pages_dirty")) {
        pages.forEach(dirtying::markDirtyLocked);
      }
    }
    int task = machine.currentTask();
    requests.issued(read.inode());
    device.submit(
        Bio.transfer(
            BioOp.READ,
            extent.sector(),
            segments,
            (bio, status) -> {
              int errno = DirectIoRequests.status(status, read.legacy());
              ended(read, pages, () -> requests.finished(task, read.inode(), errno));
            }));
  }

  /** fs/iomap tells the reader before it looks at the pages, fs/direct-io.c (AIO) afterwards. */
  private void ended(DirectRead read, List<Folio> pages, Runnable tell) {
    if (!read.legacy()) {
      tell.run();
    }
    if (!read.dirtiesAtTheEnd()) {
      checkPagesDirty(pages);
    }
    if (read.legacy()) {
      tell.run();
    }
  }

  /**
   * In the interrupt: pages that are still dirty are let go; a clean one needs a sleeping context
   * (bio_check_pages_dirty).
   */
  private void checkPagesDirty(List<Folio> pages) {
    try (Frame _ = machine.enter("bio_check_pages_dirty")) {
      if (machine.atomicGet(() -> pages.stream().allMatch(folio -> folio.is(PageFlag.DIRTY)))) {
        pages.forEach(userPages::release);
      } else {
        work.queue("bio_dirty_fn", () -> pages.forEach(this::dirtyAndRelease));
      }
    }
  }

  private void dirtyAndRelease(Folio folio) {
    try (Frame _ = machine.enter("set_page_dirty_lock", "folio", folio.frame())) {
      dirtying.markDirtyLocked(folio);
    }
    userPages.release(folio);
  }

  /**
   * By fs/direct-io.c: nobody marks a page dirty for the zeroes of a hole, so a page that was
   * cleaned since it was taken stays clean (do_direct_IO).
   */
  private void zero(List<Bio.Segment> segments) {
    for (Bio.Segment segment : segments) {
      machine.atomic(() ->
          ((Folio) segment.buffer()).write(segment.offset(), Content.fill(0, segment.length())));
    }
  }

  static List<Bio.Segment> segments(List<Folio> pages, long address, long bytes) {
    List<Bio.Segment> segments = new ArrayList<>();
    int offset = (int) (address % Folio.SIZE);
    long left = bytes;
    for (Folio page : pages) {
      int length = (int) Math.min(Folio.SIZE - offset, left);
      segments.add(new Bio.Segment(page, offset, length));
      left -= length;
      offset = 0;
    }
    return segments;
  }

  private static long bytesOfOneBio(long address) {
    return (long) MAX_PAGES_PER_BIO * Folio.SIZE - address % Folio.SIZE;
  }

  private static int pagesOf(long address, long bytes) {
    return (int) ((address % Folio.SIZE + bytes + Folio.SIZE - 1) / Folio.SIZE);
  }
}
