package org.folioscope.vm.contract;

import io.vavr.control.Either;
import org.folioscope.eventlog.content.Content;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.inode.Inode;

/** Operations on open files. */
public interface FileOperations {

  /** How a filesystem does direct I/O. */
  enum DirectEngine {
    /** fs/direct-io.c. */
    LEGACY,
    /** fs/iomap/direct-io.c. */
    IOMAP
  }

  /** How a file on a device is read through the page cache. */
  @FunctionalInterface
  interface FilemapRead {

    /** Reads up to the end of the file (filemap_read). */
    Either<Errno, Content> read(Inode inode, long position, long length);
  }

  /**
   * Reads up to the end of the file. May block.
   *
   * @param filemapRead what to do where there is nothing special about it
   */
  @Operation(
      linux = "read_iter",
      fails = {Errno.EIO})
  default Either<Errno, Content> read(
      Inode inode, long position, long length, FilemapRead filemapRead) {
    return filemapRead.read(inode, position, length);
  }

  /** A program maps the file. mmap_lock held for write: must not take i_rwsem. */
  @Operation(
      linux = "mmap",
      locks = Held.MMAP,
      fails = {Errno.EACCES, Errno.ENOMEM, Errno.EOPNOTSUPP})
  default Errno mmap(Inode inode) {
    return Errno.OK;
  }

  /**
   * Makes data that was written out findable after a crash, and the device flush its cache. The
   * range is written already. May block.
   */
  @Operation(
      linux = "fsync",
      fails = {Errno.EIO, Errno.ENOSPC})
  Errno fsync(Inode inode, boolean dataOnly);

  /**
   * Allocates, punches or zeroes a range of at least one byte. No lock is held: takes i_rwsem and
   * invalidate_lock for write itself, and waits for direct I/O in flight. May block.
   */
  @Operation(
      linux = "fallocate",
      fails = {Errno.ENOSPC, Errno.EIO, Errno.EBUSY, Errno.EOPNOTSUPP})
  default Errno fallocate(Inode inode, FallocateMode mode, long position, long length) {
    return Errno.EOPNOTSUPP;
  }

  /**
   * Makes the target begin with the blocks of the source, which both share until one is written to;
   * a longer target keeps the rest, EINVAL if the source ends within a block then. Two different
   * files, no lock held: takes i_rwsem and invalidate_lock of both itself, and waits for direct I/O
   * in flight. May block.
   */
  @Operation(
      linux = "remap_file_range",
      fails = {Errno.EIO, Errno.ENOSPC, Errno.EBUSY, Errno.EINVAL, Errno.EOPNOTSUPP})
  default Errno reflink(Inode source, Inode target) {
    return Errno.EOPNOTSUPP;
  }

  /**
   * The blocks of a range for direct I/O, as one extent from its start; a write allocates. i_rwsem
   * held as the filesystem wants it. May block; EIO, ENOSPC.
   */
  @Operation(
      linux = "iomap_begin",
      locks = Held.RWSEM_SHARED,
      fails = {Errno.ENOSPC, Errno.EIO})
  Either<Errno, Extent> mapForDirectIo(Inode inode, long position, long length, boolean write);

  /** Which engine does direct I/O on this filesystem in this kernel. */
  @Operation(linux = "direct_IO", blocks = false)
  default DirectEngine directEngine() {
    return DirectEngine.IOMAP;
  }
}
