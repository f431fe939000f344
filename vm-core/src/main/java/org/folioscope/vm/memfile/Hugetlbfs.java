package org.folioscope.vm.memfile;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.contract.FallocateMode;
import org.folioscope.vm.contract.PreparedWrite;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folios;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.truncate.Truncation;

/**
 * The files of fs/hugetlbfs. A huge page is modelled as the pages of 4 KiB that it consists of,
 * each faulted in, counted and pinned by itself; sizes and areas are in whole huge pages. The pages
 * are on no LRU list, so that reclaim never sees them, and dirty from the beginning. There is
 * always another huge page in the pool.
 */
@Singleton
final class Hugetlbfs extends MemoryFilesystem {

  /** Bytes in a huge page. */
  static final long PAGE_SIZE = 2L << 20;

  @Inject
  Hugetlbfs(Machine machine, Folios folios, PageCache cache, Truncation truncation) {
    super(
        machine,
        new MemoryPages(
            machine,
            folios,
            cache,
            folio -> {
              folio.testAndSet(PageFlag.UPTODATE);
              folio.testAndSet(PageFlag.DIRTY);
            }),
        truncation,
        "hugetlb_no_page",
        "hugetlbfs_read_iter");
  }

  /** EINVAL unless it is a whole number of huge pages (hugetlbfs_setattr). */
  @Override
  public Errno setSize(Inode inode, long size) {
    return size % PAGE_SIZE == 0 ? super.setSize(inode, size) : Errno.EINVAL;
  }

  /** Not modelled for huge pages. */
  @Override
  public Errno fallocate(Inode inode, FallocateMode mode, long position, long length) {
    return Errno.EOPNOTSUPP;
  }

  /** Such files cannot be written to: EINVAL (hugetlbfs_write_begin). */
  @Override
  public Either<Errno, PreparedWrite> writeBegin(Inode inode, long position, int length) {
    return Either.left(Errno.EINVAL);
  }

  /** Not called: no write begins. */
  @Override
  public int writeEnd(Inode inode, long position, int copied, PreparedWrite prepared) {
    return 0;
  }
}
