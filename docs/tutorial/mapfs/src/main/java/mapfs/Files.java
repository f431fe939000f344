package mapfs;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.contract.Extent;
import org.folioscope.vm.contract.FallocateMode;
import org.folioscope.vm.contract.FileOperations;
import org.folioscope.vm.contract.InodeOperations;
import org.folioscope.vm.contract.WritebackControl;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.io.PageIo;
import org.folioscope.vm.truncate.Reshaping;

/** Files as such: durable, shorter, longer, gone. */
@Singleton
record Files(Machine machine, PageIo io, Reshaping reshaping, BlockMap map)
    implements FileOperations, InodeOperations {

  @Inject
  Files {}

  @Override
  public Errno fsync(Inode inode, boolean dataOnly) {
    return io.flushDevice();
  }

  @Override
  public Errno setSize(Inode inode, long size) {
    return reshaping.setSize(inode, size, map);
  }

  @Override
  public Errno fallocate(Inode inode, FallocateMode mode, long position, long length) {
    return reshaping.fallocate(inode, mode, position, length, map);
  }

  @Override
  public void evict(Inode inode) {
    machine.atomic(() -> map.free(inode, 0, WritebackControl.END));
  }

  @Override
  public Either<Errno, Extent> mapForDirectIo(
      Inode inode, long position, long length, boolean write) {
    long block = position / Folio.SIZE;
    long within = position % Folio.SIZE;
    Errno errno = write ? map.allocate(inode, block, block) : Errno.OK;
    Extent place = map.place(inode, block);
    long sector = place.sector() + within / Content.SECTOR;
    Extent part = new Extent(place.state(), sector, Math.min(length, Folio.SIZE - within));
    return errno.failed() ? Either.left(errno) : Either.right(part);
  }
}
