package org.folioscope.vm.memfile;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.contract.PreparedWrite;
import org.folioscope.vm.dirty.Dirtying;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.Folios;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.lru.Lru;
import org.folioscope.vm.truncate.Truncation;

/**
 * The files of mm/shmem.c. Their pages are in the page cache and, as swap is what could take them,
 * on the anonymous LRU lists. No swap is configured: reclaim may unmap a page but keeps it, unless
 * it is a hole that was only read.
 */
@Singleton
final class Shmem extends MemoryFilesystem {

  private final Machine machine;
  private final MemoryPages pages;
  private final Dirtying dirtying;

  @Inject
  Shmem(
      Machine machine,
      Folios folios,
      PageCache cache,
      Lru lru,
      Dirtying dirtying,
      Truncation truncation) {
    MemoryPages own =
        new MemoryPages(
            machine,
            folios,
            cache,
            folio -> {
              folio.testAndSet(PageFlag.SWAPBACKED);
              folio.testAndSet(PageFlag.UPTODATE);
              lru.add(folio);
            });
    super(machine, own, truncation, "shmem_fault", "shmem_file_read_iter");
    this.machine = machine;
    this.pages = own;
    this.dirtying = dirtying;
  }

  @Override
  public Either<Errno, PreparedWrite> writeBegin(Inode inode, long position, int length) {
    try (Frame _ = machine.enter("shmem_write_begin", "inode", inode.number())) {
      Folio folio = pages.findOrCreateLocked(inode, position / Folio.SIZE);
      return Either.right(new PreparedWrite(folio, ""));
    }
  }

  @Override
  public int writeEnd(Inode inode, long position, int copied, PreparedWrite prepared) {
    try (Frame _ = machine.enter("shmem_write_end", "inode", inode.number())) {
      Folio folio = prepared.folio();
      machine.atomic(() -> {
        if (position + copied > inode.size()) {
          inode.setSize(position + copied);
        }
      });
      dirtying.markDirty(folio);
      folio.unlock();
      folio.put();
      return copied;
    }
  }

  /** Without swap there is nowhere to write: the page is dirty again. */
  @Override
  public boolean writepage(Inode inode, Folio folio) {
    try (Frame frame = machine.enter("shmem_writepage", "folio", folio.frame())) {
      dirtying.markDirty(folio);
      frame.returned("no swap: kept");
      return false;
    }
  }
}
