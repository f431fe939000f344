package org.folioscope.vm.vfs;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.contract.Extent;
import org.folioscope.vm.contract.Mounts;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.inode.Superblock;

/**
 * Looking for data and holes (iomap_seek_data, iomap_seek_hole). Blocks without contents that can
 * be read are data where a valid page is cached.
 */
@Singleton
public final class Seek {

  private final Machine machine;
  private final PageCache cache;
  private final Mounts mounts;

  /** For the mounted filesystems. */
  @Inject
  public Seek(Machine machine, PageCache cache, Mounts mounts) {
    this.machine = machine;
    this.cache = cache;
    this.mounts = mounts;
  }

  /**
   * The first byte at or after a position that is data, or that is in a hole; the end of the file
   * counts as a hole.
   *
   * @return the position; ENXIO beyond the end, or when only a hole follows and data was asked for
   */
  public long seek(Inode inode, long position, boolean data) {
    try (Frame _ = machine.enter(data ? "iomap_seek_data" : "iomap_seek_hole")) {
      inode.rwsem().downRead();
      long result = find(inode, position, data);
      inode.rwsem().upRead();
      return result;
    }
  }

  private long find(Inode inode, long position, boolean data) {
    long size = machine.atomicGet(inode::size);
    if (position < 0 || position >= size) {
      return Errno.ENXIO.result();
    }
    long at = position;
    while (at < size) {
      Either<Errno, Extent> found = extent(inode, at, size - at);
      if (found.isLeft()) {
        return found.getLeft().result();
      }
      long hit = within(inode, at, found.get(), data);
      if (hit >= 0) {
        return Math.min(hit, size);
      }
      at += found.get().length();
    }
    return data ? Errno.ENXIO.result() : size;
  }

  /** What is in memory only has no holes to be found. */
  private Either<Errno, Extent> extent(Inode inode, long position, long length) {
    return inode.superblock() == Superblock.ROOT
        ? mounts.of(inode).files().mapForDirectIo(inode, position, length, false)
        : Either.right(new Extent(Extent.State.MAPPED, 0, length));
  }

  /** The first byte of the wanted sort in an extent, or a negative number. */
  private long within(Inode inode, long position, Extent extent, boolean data) {
    return switch (extent.state()) {
      case HOLE -> data ? -1 : position;
      case MAPPED, DELAYED -> data ? position : -1;
      case UNWRITTEN -> cached(inode, position, extent.length(), data);
    };
  }

  private long cached(Inode inode, long position, long length, boolean data) {
    return machine.atomicGet(() -> {
      for (long at = position; at < position + length; at = (at / Folio.SIZE + 1) * Folio.SIZE) {
        Folio folio = cache.peek(inode, at / Folio.SIZE);
        if (data == (folio != null && folio.is(PageFlag.UPTODATE))) {
          return at;
        }
      }
      return -1L;
    });
  }
}
