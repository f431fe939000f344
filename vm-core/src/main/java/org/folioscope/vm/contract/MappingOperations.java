package org.folioscope.vm.contract;

import io.vavr.control.Either;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;

/** Operations on the pages of a file (address_space_operations). */
public interface MappingOperations {

  /**
   * Fills a locked folio from disk, marks it uptodate and unlocks it, now or at the end of the I/O.
   * May block; EIO.
   */
  @Operation(
      linux = "read_folio",
      locks = {Held.INVALIDATE_SHARED, Held.FOLIO},
      fails = {Errno.EIO, Errno.ENOMEM})
  Errno readFolio(Inode inode, Folio folio);

  /**
   * Prepares a buffered write within one page: returns the folio locked and referenced, with blocks
   * reserved. i_rwsem held for write. May block; ENOSPC, EIO.
   */
  @Operation(
      linux = "write_begin",
      locks = Held.RWSEM,
      fails = {Errno.ENOSPC, Errno.EIO, Errno.ENOMEM, Errno.EROFS})
  Either<Errno, PreparedWrite> writeBegin(Inode inode, long position, int length);

  /**
   * Ends a buffered write: dirties the folio, grows i_size, unlocks and drops the folio. Returns
   * the bytes accepted. May block.
   */
  @Operation(
      linux = "write_end",
      locks = {Held.RWSEM, Held.FOLIO})
  int writeEnd(Inode inode, long position, int copied, PreparedWrite prepared);

  /**
   * Marks a folio dirty. It is locked, or a page-table lock is held: may neither block nor fail.
   * Says whether it was clean.
   */
  @Operation(linux = "dirty_folio", locks = Held.FOLIO_OR_PAGE_TABLE, blocks = false)
  boolean dirtyFolio(Inode inode, Folio folio);

  /** Starts I/O on the dirty pages of the range. No folio lock held. May block; EIO, ENOSPC. */
  @Operation(
      linux = "writepages",
      fails = {Errno.EIO, Errno.ENOSPC, Errno.EROFS})
  Errno writepages(Inode inode, WritebackControl control);

  /**
   * Starts I/O on one locked folio, cleaned for I/O, on behalf of reclaim, and unlocks it. False
   * when it stays as it is, locked: the filesystem has no such operation (kernels from about 6.4),
   * or nowhere to write it (AOP_WRITEPAGE_ACTIVATE).
   */
  @Operation(linux = "writepage", locks = Held.FOLIO)
  default boolean writepage(Inode inode, Folio folio) {
    return false;
  }

  /**
   * Drops the filesystem's state of a locked folio that is not under writeback; false keeps it
   * (release_folio).
   */
  @Operation(linux = "release_folio", locks = Held.FOLIO)
  default boolean releaseFolio(Inode inode, Folio folio) {
    return true;
  }

  /**
   * The bytes of a part of a locked folio are going away, dirty or not: drops the filesystem's
   * state of what lies wholly inside the part, and all of it, with its reference, if that is the
   * whole folio (invalidate_folio). Called only for a folio that has private state. May block.
   */
  @Operation(linux = "invalidate_folio", locks = Held.FOLIO)
  default void invalidateFolio(Inode inode, Folio folio, int offset, int length) {}
}
