package org.folioscope.xfs;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.folioscope.block.BlockDevice;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.simulation.report.Reports;
import org.folioscope.vm.buffers.BufferFlag;
import org.folioscope.vm.buffers.BufferHeads;
import org.folioscope.vm.contract.WritebackControl;
import org.folioscope.vm.directory.FlatDirectory;
import org.folioscope.vm.dirty.Dirtying;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.io.PageIo;
import org.folioscope.vm.io.WritebackParts;
import org.folioscope.vm.io.WritebackRun;
import org.folioscope.vm.io.WritebackRuns;
import org.folioscope.vm.writeback.DirtyScan;
import org.folioscope.vm.writeback.Writeback;

/**
 * Writing dirty pages: the generic loop, each page mapped when its turn comes. A page over a hole
 * is passed over in silence.
 */
@Singleton
final class XfsWriteback implements WritebackRun.Completion {

  private final Machine machine;
  private final Reports reports;
  private final DirtyScan scan;
  private final Writeback writeback;
  private final Dirtying dirtying;
  private final BufferHeads buffers;
  private final PageIo io;
  private final WritebackRuns runs;
  private final WritebackParts parts;
  private final XfsSpace space;
  private final XfsPages contents;
  private final FlatDirectory directory;
  private final boolean hasWritepage;

  @Inject
  XfsWriteback(
      Machine machine,
      Reports reports,
      DirtyScan scan,
      Writeback writeback,
      Dirtying dirtying,
      BufferHeads buffers,
      PageIo io,
      WritebackRuns runs,
      WritebackParts parts,
      XfsSpace space,
      XfsPages contents,
      FlatDirectory directory,
      Policies policies) {
    this.machine = machine;
    this.reports = reports;
    this.scan = scan;
    this.writeback = writeback;
    this.dirtying = dirtying;
    this.buffers = buffers;
    this.io = io;
    this.runs = runs;
    this.parts = parts;
    this.space = space;
    this.contents = contents;
    this.directory = directory;
    this.hasWritepage = policies.get(XfsPolicies.WRITEPAGE) == XfsPolicies.Switch.ON;
  }

  /** Starts I/O on the dirty pages of the range; neighbours on the device go as one bio. */
  Errno writepages(Inode inode, WritebackControl control) {
    try (Frame _ = machine.enter("xfs_vm_writepages", "inode", inode.number())) {
      WritebackRun run = runs.begin(inode, control, this);
      Errno errno = scan.writeCachePages(inode, control, folio -> write(inode, folio, run));
      run.submit();
      return errno;
    }
  }

  /**
   * Writes one locked page that reclaim has cleaned; one that would need an allocation stays dirty
   * (xfs_vm_writepage).
   */
  boolean writepage(Inode inode, Folio folio) {
    if (!hasWritepage) {
      return false;
    }
    try (Frame _ = machine.enter("xfs_vm_writepage", "folio", folio.frame())) {
      if (machine.atomicGet(() -> space.isDelayed(inode, folio))) {
        dirtying.markDirty(folio);
        folio.unlock();
        return true;
      }
      WritebackRun run = runs.begin(inode, WritebackControl.syncNone(), this);
      write(inode, folio, run);
      run.submit();
      return true;
    }
  }

  @Override
  public void convert(Inode inode, List<Folio> folios) {
    try (Frame _ = machine.enter("xfs_iomap_write_unwritten", "inode", inode.number())) {
      space.convert(inode, folios);
    }
  }

  @Override
  public void written(Inode inode, List<Folio> folios, Errno errno) {
    if (errno.failed()) {
      complain(inode, folios);
    } else {
      directory.dataWritten(inode);
    }
  }

  /** What iomap_finish_ioend prints, and xfs_destroy_ioend before it. */
  private void complain(Inode inode, List<Folio> folios) {
    machine.now(() -> {
      long index = folios.getFirst().index();
      long first = index * space.perPage();
      XfsExtent extent = space.at(inode, first);
      long sector = extent == null ? 0 : extent.placeOf(first) * space.sectorsPerBlock();
      reports.print(
          BlockDevice.NAME
              + ": writeback error on inode "
              + inode.number()
              + ", offset "
              + index * Folio.SIZE
              + ", sector "
              + sector);
    });
  }

  private Errno write(Inode inode, Folio folio, WritebackRun run) {
    String function = contents.hasBufferHeads() ? "xfs_writepage_map" : "iomap_writepage_map";
    try (Frame _ = machine.enter(function, "folio", folio.frame())) {
      if (space.perPage() > 1) {
        writeBlocks(inode, folio, run);
      } else {
        writeOne(inode, folio, run);
      }
      return Errno.OK;
    }
  }

  private void writeOne(Inode inode, Folio folio, WritebackRun run) {
    if (contents.hasBufferHeads()) {
      machine.atomic(() -> {
        requireBuffers(folio);
        buffers.clear(folio, 0, BufferFlag.DIRTY);
      });
    }
    io.zeroBeyondEnd(inode, folio);
    XfsExtent extent = space.toWrite(inode, machine.nowGet(folio::index));
    if (extent == null) {
      skip(inode, folio);
    } else {
      long place = extent.placeOf(machine.nowGet(folio::index)) * space.sectorsPerBlock();
      run.add(folio, place, extent.state() == XfsExtent.State.UNWRITTEN);
    }
  }

  /** Nothing of the page has a place: writeback starts and ends, and the page is clean. */
  private void skip(Inode inode, Folio folio) {
    writeback.start(inode, folio);
    folio.unlock();
    writeback.end(inode, folio, Errno.OK);
  }

  /** Only inside a step. */
  private void requireBuffers(Folio folio) {
    if (!buffers.has(folio)) {
      throw reports.bug(
          "bug-dirty-folio-without-buffers",
          "xfs_writepage_map",
          "kernel BUG at fs/xfs/xfs_aops.c: page_buffers() of a page that has none, in"
              + " xfs_writepage_map");
    }
  }

  /** A page that goes out in one piece joins the run, another one has bios of its own. */
  private void writeBlocks(Inode inode, Folio folio, WritebackRun run) {
    io.zeroBeyondEnd(inode, folio);
    int inside = contents.blocksInside(inode, folio);
    BlockStates.Selection selection =
        machine.atomicGet(() -> {
          if (contents.hasBufferHeads()) {
            requireBuffers(folio);
          }
          return contents.states().toWrite(folio, inside);
        });
    List<XfsPlace> places = space.toWrite(inode, folio, selection.blocks());
    machine.atomic(() -> contents.states().submitted(folio, places));
    List<WritebackParts.Part> dirty = new ArrayList<>();
    places.forEach(place -> WritebackParts.append(dirty, part(place)));
    if (dirty.size() == 1 && dirty.getFirst().length() == Folio.SIZE) {
      run.add(folio, dirty.getFirst().sector(), dirty.getFirst().unwritten());
    } else {
      PartsEnd end = new PartsEnd(inode, folio);
      if (selection.counted()) {
        parts.write(run, folio, dirty, end);
      } else {
        parts.writeUncounted(run, folio, dirty, end);
      }
    }
  }

  private WritebackParts.Part part(XfsPlace place) {
    int size = space.blockSize();
    return new WritebackParts.Part(
        place.block() * size, size, place.place() * space.sectorsPerBlock(), place.unwritten());
  }

  /** The end of a page's parts. */
  private final class PartsEnd implements WritebackParts.Completion {

    private final Inode inode;
    private final Folio folio;

    PartsEnd(Inode inode, Folio folio) {
      this.inode = inode;
      this.folio = folio;
    }

    @Override
    public void convert(WritebackParts.Part part) {
      try (Frame _ = machine.enter("xfs_iomap_write_unwritten", "inode", inode.number())) {
        int first = part.offset() / space.blockSize();
        space.convert(inode, folio, first, first + part.length() / space.blockSize() - 1);
      }
    }

    @Override
    public void written(Errno errno) {
      XfsWriteback.this.written(inode, List.of(folio), errno);
    }
  }
}
