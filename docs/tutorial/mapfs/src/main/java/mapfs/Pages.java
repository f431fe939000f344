package mapfs;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.folioscope.vm.contract.FaultResult;
import org.folioscope.vm.contract.MappingOperations;
import org.folioscope.vm.contract.PreparedWrite;
import org.folioscope.vm.contract.VmOperations;
import org.folioscope.vm.contract.WritebackControl;
import org.folioscope.vm.dirty.Dirtying;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.fault.FilePages;
import org.folioscope.vm.fault.SharedStore;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.io.PageIo;
import org.folioscope.vm.writeback.DirtyScan;

/** Pages of files: into memory, dirty, and out again. A locked page stays where it is. */
@Singleton
record Pages(
    FilePages pages, Dirtying dirtying, SharedStore store, DirtyScan scan, PageIo io, BlockMap map)
    implements MappingOperations, VmOperations {

  @Inject
  Pages {}

  @Override
  public Errno readFolio(Inode inode, Folio folio) {
    io.readOrZero(folio, map.bytes(inode, folio.index()));
    return Errno.OK;
  }

  @Override
  public Either<Errno, PreparedWrite> writeBegin(Inode inode, long position, int length) {
    long block = position / Folio.SIZE;
    return pages.beginWrite(inode, position, folio -> {
      boolean whole = length == Folio.SIZE;
      Errno errno = whole ? Errno.OK : io.fillAround(folio, map.bytes(inode, block));
      return errno.failed() ? errno : map.allocate(inode, block, block);
    });
  }

  @Override
  public int writeEnd(Inode inode, long position, int copied, PreparedWrite prepared) {
    dirtying.endWrite(inode, prepared.folio(), position + copied);
    return copied;
  }

  @Override
  public FaultResult pageMkwrite(Inode inode, Folio folio) {
    return store.prepare(inode, folio, () -> map.allocate(inode, folio.index(), folio.index()));
  }

  @Override
  public boolean dirtyFolio(Inode inode, Folio folio) {
    return dirtying.filemapDirtyFolio(inode, folio);
  }

  @Override
  public Errno writepages(Inode inode, WritebackControl control) {
    return scan.writeCachePages(inode, control, folio -> write(inode, folio));
  }

  private Errno write(Inode inode, Folio folio) {
    long block = folio.index();
    io.zeroBeyondEnd(inode, folio);
    io.write(inode, List.of(folio), map.place(inode, block).sector(), (page, errno) -> {
      if (!errno.failed()) {
        map.written(inode, block);
      }
    });
    return Errno.OK;
  }
}
