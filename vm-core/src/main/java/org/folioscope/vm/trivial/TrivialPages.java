package org.folioscope.vm.trivial;

import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.contract.FaultResult;
import org.folioscope.vm.contract.MappingOperations;
import org.folioscope.vm.contract.PreparedWrite;
import org.folioscope.vm.contract.VmOperations;
import org.folioscope.vm.contract.WritebackControl;
import org.folioscope.vm.dirty.Dirtying;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.fault.FilePages;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.io.PageIo;
import org.folioscope.vm.writeback.DirtyScan;
import org.folioscope.vm.writeback.StablePages;

/** Pages of the trivial filesystem's files. */
@Singleton
final class TrivialPages implements MappingOperations, VmOperations {

  private final Machine machine;
  private final FilePages filePages;
  private final StablePages stable;
  private final Dirtying dirtying;
  private final DirtyScan scan;
  private final PageIo io;
  private final TrivialState state;

  @Inject
  TrivialPages(
      Machine machine,
      FilePages filePages,
      StablePages stable,
      Dirtying dirtying,
      DirtyScan scan,
      PageIo io,
      TrivialState state) {
    this.machine = machine;
    this.filePages = filePages;
    this.stable = stable;
    this.dirtying = dirtying;
    this.scan = scan;
    this.io = io;
    this.state = state;
  }

  @Override
  public Errno readFolio(Inode inode, Folio folio) {
    long sector =
        machine.atomicGet(() ->
            state.holdBytes(inode, folio.index())
                ? Layout.sector(inode.number(), folio.index() * Folio.SIZE)
                : -1);
    io.readOrZero(folio, sector);
    return Errno.OK;
  }

  @Override
  public Either<Errno, PreparedWrite> writeBegin(Inode inode, long position, int length) {
    if (position + length > Layout.CAPACITY) {
      return Either.left(Errno.ENOSPC);
    }
    return filePages.beginWrite(
        inode, position, folio -> length == Folio.SIZE ? Errno.OK : fill(inode, folio));
  }

  /** Gets what a partial write does not cover. */
  private Errno fill(Inode inode, Folio folio) {
    if (machine.atomicGet(() -> folio.is(PageFlag.UPTODATE))) {
      return Errno.OK;
    }
    long position = position(folio);
    boolean empty =
        machine.atomicGet(() ->
            folio.index() * Folio.SIZE >= inode.size() || !state.holdBytes(inode, folio.index()));
    if (empty) {
      io.zero(folio, 0, Folio.SIZE);
      return Errno.OK;
    }
    return io.readAndWait(folio, 0, Folio.SIZE, Layout.sector(inode.number(), position));
  }

  @Override
  public int writeEnd(Inode inode, long position, int copied, PreparedWrite prepared) {
    Folio folio = prepared.folio();
    folio.testAndSet(PageFlag.UPTODATE);
    dirtying.markDirty(folio);
    machine.atomic(() -> {
      if (position + copied > inode.size()) {
        inode.setSize(position + copied);
      }
    });
    folio.unlock();
    folio.put();
    return copied;
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
    io.zeroBeyondEnd(inode, folio);
    io.write(
        inode,
        List.of(folio),
        Layout.sector(inode.number(), position(folio)),
        (written, errno) -> {
          if (!errno.failed()) {
            // What a block under writeback is does not change: truncation waits for it.
            machine.now(() -> state.written(inode, written.index()));
          }
        });
    return Errno.OK;
  }

  @Override
  public FaultResult pageMkwrite(Inode inode, Folio folio) {
    inode.invalidateLock().downRead();
    folio.lock();
    FaultResult result = prepareStore(inode, folio);
    if (result != FaultResult.LOCKED) {
      folio.unlock();
    }
    inode.invalidateLock().upRead();
    return result;
  }

  private FaultResult prepareStore(Inode inode, Folio folio) {
    if (!machine.atomicGet(() -> PageCache.holds(folio, inode) && position(folio) < inode.size())) {
      return FaultResult.NOPAGE;
    }
    if (position(folio) >= Layout.CAPACITY) {
      return FaultResult.NO_SPACE;
    }
    dirtying.markDirty(folio);
    stable.wait(folio);
    return FaultResult.LOCKED;
  }

  private long position(Folio folio) {
    return machine.atomicGet(() -> folio.index() * Folio.SIZE);
  }
}
