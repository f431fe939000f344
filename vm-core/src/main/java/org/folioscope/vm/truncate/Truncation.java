package org.folioscope.vm.truncate;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.contract.MappingOperations;
import org.folioscope.vm.contract.Mounts;
import org.folioscope.vm.contract.PreparedWrite;
import org.folioscope.vm.contract.WritebackControl;
import org.folioscope.vm.dax.DaxPages;
import org.folioscope.vm.dio.DirectIoRequests;
import org.folioscope.vm.dirty.Dirtying;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.lease.LayoutLeases;
import org.folioscope.vm.rmap.Rmap;

/**
 * What every filesystem does when a file gets shorter or longer or a part of it goes away, apart
 * from its blocks. {@link Reshaping} puts the pieces together for filesystems without wishes of
 * their own.
 */
@Singleton
public final class Truncation {

  private final Machine machine;
  private final PageCache cache;
  private final Mounts mounts;
  private final Rmap rmap;
  private final Dirtying dirtying;
  private final DirectIoRequests directIo;
  private final Unmapping unmapping;
  private final InodePages pages;
  private final LayoutLeases leases;
  private final DaxPages dax;

  /** For the machine's files. */
  @Inject
  Truncation(
      Machine machine,
      PageCache cache,
      Mounts mounts,
      Rmap rmap,
      Dirtying dirtying,
      DirectIoRequests directIo,
      Unmapping unmapping,
      InodePages pages,
      LayoutLeases leases,
      DaxPages dax) {
    this.machine = machine;
    this.cache = cache;
    this.mounts = mounts;
    this.rmap = rmap;
    this.dirtying = dirtying;
    this.directIo = directIo;
    this.unmapping = unmapping;
    this.pages = pages;
    this.leases = leases;
    this.dax = dax;
  }

  /**
   * Makes a change while no direct I/O on the file is in flight and no page of it can be faulted
   * in: waits for direct I/O, breaks layout leases, holds invalidate_lock for write. i_rwsem is
   * held for write.
   */
  public Errno exclusively(Inode inode, Supplier<Errno> change) {
    directIo.waitForInode(inode);
    Errno errno = leases.breakAll(inode);
    if (!errno.failed()) {
      inode.invalidateLock().downWrite();
      Errno broken = dax.breakLayouts(inode);
      errno = broken.failed() ? broken : change.get();
      inode.invalidateLock().upWrite();
    }
    leases.changed(inode);
    return errno;
  }

  /**
   * The same for two files at once, the one with the lower number first; takes i_rwsem of both too
   * (lock_two_nondirectories, filemap_invalidate_lock_two).
   */
  public Errno exclusively(Inode one, Inode other, Supplier<Errno> change) {
    Inode first = one.number() < other.number() ? one : other;
    Inode second = first == one ? other : one;
    first.rwsem().downWrite();
    second.rwsem().downWriteNested(1);
    directIo.waitForInode(first);
    directIo.waitForInode(second);
    Errno errno = leases.breakAll(first);
    if (!errno.failed()) {
      errno = leases.breakAll(second);
      if (!errno.failed()) {
        first.invalidateLock().downWrite();
        second.invalidateLock().downWriteNested(1);
        errno = change.get();
        second.invalidateLock().upWrite();
        first.invalidateLock().upWrite();
      }
      leases.changed(second);
    }
    leases.changed(first);
    second.rwsem().upWrite();
    first.rwsem().upWrite();
    return errno;
  }

  /**
   * Changes i_size and then the pages accordingly (truncate_setsize). i_rwsem and invalidate_lock
   * are held for write.
   *
   * @param blockSize the filesystem's, in bytes
   */
  public void setSize(Inode inode, long size, int blockSize) {
    try (Frame _ = machine.enter("truncate_setsize", "inode", inode.number())) {
      long old = machine.nowGet(inode::size);
      machine.atomic(() -> inode.setSize(size));
      if (size > old) {
        sizeExtended(inode, old, size, blockSize);
      }
      truncatePages(inode, size);
    }
  }

  /**
   * Takes everything beyond an end out of page tables and cache, with private copies; entries first
   * and again afterwards, as a copy may be made of a page that is just going (truncate_pagecache).
   */
  public void truncatePages(Inode inode, long size) {
    try (Frame _ = machine.enter("truncate_pagecache", "inode", inode.number())) {
      long first = Math.ceilDiv(size, Folio.SIZE);
      unmapping.unmap(inode, first, WritebackControl.END, true);
      pages.truncate(inode, size, (WritebackControl.END + 1) * Folio.SIZE);
      unmapping.unmap(inode, first, WritebackControl.END, true);
    }
  }

  /**
   * Takes a range out of page tables and cache; private copies stay (truncate_pagecache_range).
   *
   * @param end the first byte after the range
   */
  public void truncatePages(Inode inode, long from, long end) {
    try (Frame _ = machine.enter("truncate_pagecache_range", "inode", inode.number())) {
      long first = Math.ceilDiv(from, Folio.SIZE);
      long last = end / Folio.SIZE - 1;
      if (first <= last) {
        unmapping.unmap(inode, first, last, false);
      }
      if (from < end) {
        pages.truncate(inode, from, end);
      }
    }
  }

  /**
   * The file became longer: if the page over its old end has blocks that are gained with that, the
   * next store to it must ask the filesystem for them (pagecache_isize_extended). With blocks of a
   * page each there are none.
   */
  public void sizeExtended(Inode inode, long from, long to, int blockSize) {
    long blockEnd = Math.ceilDiv(from, blockSize) * blockSize;
    if (blockSize >= Folio.SIZE || to <= blockEnd || blockEnd % Folio.SIZE == 0) {
      return;
    }
    try (Frame _ = machine.enter("pagecache_isize_extended", "inode", inode.number())) {
      Folio folio = cache.get(inode, from / Folio.SIZE);
      if (folio == null) {
        return;
      }
      folio.lock();
      if (machine.nowGet(() -> PageCache.holds(folio, inode)) && rmap.mkclean(inode, folio)) {
        dirtying.markDirty(folio);
      }
      folio.unlock();
      folio.put();
    }
  }

  /**
   * The file is going to be longer: what a mapping stored behind its end, into blocks of the page
   * that the file does not have yet, must not become part of it (pagecache_isize_extended, as from
   * 6.13).
   */
  public void zeroRestOfPage(Inode inode, long end) {
    int offset = (int) (end % Folio.SIZE);
    Folio folio = offset == 0 ? null : cache.get(inode, end / Folio.SIZE);
    if (folio == null) {
      return;
    }
    folio.lock();
    if (machine.nowGet(() -> PageCache.holds(folio, inode))) {
      machine.atomic(() -> folio.write(offset, Content.fill(0, Folio.SIZE - offset)));
    }
    folio.unlock();
    folio.put();
  }

  /**
   * Writes zeroes through the page cache as a program would write them (iomap_zero_range); ENOSPC
   * where there is a hole that cannot be filled. i_rwsem is held for write.
   *
   * @param end the first byte after the range; a file that ends before it grows
   */
  public Errno zero(Inode inode, long from, long end) {
    MappingOperations operations = mounts.of(inode).mappings();
    long at = from;
    while (at < end) {
      int offset = (int) (at % Folio.SIZE);
      int length = (int) Math.min(Folio.SIZE - offset, end - at);
      Either<Errno, PreparedWrite> begun = operations.writeBegin(inode, at, length);
      if (begun.isLeft()) {
        return begun.getLeft();
      }
      Folio folio = begun.get().folio();
      machine.atomic(() -> folio.write(offset, Content.fill(0, length)));
      operations.writeEnd(inode, at, length, begun.get());
      at += length;
    }
    return Errno.OK;
  }
}
