package org.folioscope.vm.vfs;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.balance.DirtyThrottle;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.contract.MappingOperations;
import org.folioscope.vm.contract.Mounts;
import org.folioscope.vm.contract.PreparedWrite;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.fault.FilePages;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.signal.Signals;

/** Reads and writes through the page cache. */
@Singleton
public final class BufferedIo {

  private final Machine machine;
  private final PageCache cache;
  private final FilePages filePages;
  private final Mounts mounts;
  private final Signals signals;
  private final DirtyThrottle throttle;

  /** For the mounted filesystems. */
  @Inject
  public BufferedIo(
      Machine machine,
      PageCache cache,
      FilePages filePages,
      Mounts mounts,
      Signals signals,
      DirtyThrottle throttle) {
    this.machine = machine;
    this.cache = cache;
    this.filePages = filePages;
    this.mounts = mounts;
    this.signals = signals;
    this.throttle = throttle;
  }

  /**
   * Writes bytes at a position (generic_file_write_iter).
   *
   * @return the bytes written, or a negative errno when none was
   */
  public long write(Inode inode, long position, Content content) {
    return write(inode, position, new WriteSource.Literal(content));
  }

  /** The same with bytes that are looked at only when they are copied. */
  public long write(Inode inode, long position, WriteSource source) {
    try (Frame _ = machine.enter("generic_perform_write", "inode", inode.number())) {
      inode.rwsem().downWrite();
      long result = perform(inode, position, source);
      inode.rwsem().upWrite();
      return result;
    }
  }

  /**
   * Writes at the end of the file, wherever that is when the writer has its turn (IOCB_APPEND).
   *
   * @param begun told where the bytes go, before the first of them changes
   * @param ended told how many there are, if any, before anybody else can change the size
   */
  public long append(Inode inode, WriteSource source, LongConsumer begun, LongConsumer ended) {
    try (Frame _ = machine.enter("generic_perform_write", "inode", inode.number())) {
      inode.rwsem().downWrite();
      long end = machine.nowGet(inode::size);
      begun.accept(end);
      long result = perform(inode, end, source);
      if (result > 0) {
        ended.accept(result);
      }
      inode.rwsem().upWrite();
      return result;
    }
  }

  /** Reads up to the end of the file; EIO when a page cannot be read. */
  public Either<Errno, Content> read(Inode inode, long position, long length) {
    return mounts.of(inode).files().read(inode, position, length, this::filemapRead);
  }

  private Either<Errno, Content> filemapRead(Inode inode, long position, long length) {
    try (Frame _ = machine.enter("filemap_read", "inode", inode.number())) {
      long end = Math.min(position + length, machine.atomicGet(inode::size));
      List<Content> pieces = new ArrayList<>();
      long at = position;
      while (at < end) {
        int offset = (int) (at % Folio.SIZE);
        Either<Errno, Folio> page = page(inode, at / Folio.SIZE);
        if (page.isLeft()) {
          return pieces.isEmpty()
              ? Either.left(page.getLeft())
              : Either.right(Content.concat(pieces));
        }
        Folio folio = page.get();
        // Only now, as the file may have become shorter before the page was valid.
        end = Math.min(end, machine.atomicGet(inode::size));
        int count = (int) Math.min(Folio.SIZE - offset, end - at);
        if (count > 0) {
          pieces.add(machine.atomicGet(() -> folio.load(offset, count)));
          at += count;
        }
        folio.put();
      }
      return Either.right(pieces.isEmpty() ? Content.of(new byte[0]) : Content.concat(pieces));
    }
  }

  private long perform(Inode inode, long position, WriteSource source) {
    MappingOperations operations = mounts.of(inode).mappings();
    int done = 0;
    while (done < source.length()) {
      throttle.beforeCopy(inode);
      if (signals.fatalPending()) {
        return done > 0 ? done : Errno.EINTR.result();
      }
      long at = position + done;
      int offset = (int) (at % Folio.SIZE);
      int length = Math.min(Folio.SIZE - offset, source.length() - done);
      Either<Errno, PreparedWrite> begun = operations.writeBegin(inode, at, length);
      if (begun.isLeft()) {
        return done > 0 ? done : begun.getLeft().result();
      }
      PreparedWrite prepared = begun.get();
      int from = done;
      machine.atomic(() -> prepared.folio().write(offset, source.copy(from, length)));
      done += operations.writeEnd(inode, at, length, prepared);
      throttle.afterCopy(inode);
    }
    return done;
  }

  /**
   * A valid page, referenced and not locked; EINTR for who is to end before it is there
   * (filemap_get_pages).
   */
  Either<Errno, Folio> page(Inode inode, long index) {
    while (true) {
      if (signals.fatalPending()) {
        return Either.left(Errno.EINTR);
      }
      Folio folio = cache.get(inode, index);
      if (folio != null) {
        if (machine.atomicGet(() -> folio.is(PageFlag.UPTODATE))) {
          machine.now(() -> folio.testAndSet(PageFlag.REFERENCED));
          return Either.right(folio);
        }
        folio.put();
      }
      Errno errno = filePages.read(inode, index);
      if (errno.failed()) {
        return Either.left(errno);
      }
    }
  }
}
