package org.folioscope.ext4;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.folioscope.block.BlockDevice;
import org.folioscope.block.Failure;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.simulation.report.Kind;
import org.folioscope.simulation.report.Reports;
import org.folioscope.vm.buffers.BufferHeads;
import org.folioscope.vm.contract.WritebackControl;
import org.folioscope.vm.directory.FlatDirectory;
import org.folioscope.vm.dirty.Dirtying;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.io.PageIo;
import org.folioscope.vm.io.WritebackParts;
import org.folioscope.vm.io.WritebackRun;
import org.folioscope.vm.io.WritebackRuns;
import org.folioscope.vm.writeback.DirtyScan;
import org.folioscope.vm.writeback.Writeback;

/**
 * Writing dirty pages: ext4's own loop (ext4_writepages, mpage_prepare_extent_to_map), and the
 * single page for reclaim.
 */
@Singleton
final class Ext4Writeback implements WritebackRun.Completion {

  private static final String SCAN = "mpage_prepare_extent_to_map";
  private static final DirtyScan.Place LOOP = new DirtyScan.Place(SCAN, "fs/ext4/inode.c");
  private static final String NO_BUFFERS = "dirty-folio-without-buffers";

  private final Machine machine;
  private final Reports reports;
  private final DirtyScan scan;
  private final Writeback writeback;
  private final Dirtying dirtying;
  private final BufferHeads buffers;
  private final PageIo io;
  private final WritebackRuns runs;
  private final WritebackParts parts;
  private final FlatDirectory directory;
  private final Ext4Allocation allocation;
  private final UnwritablePages unwritable;
  private final Ext4Policies.WithoutBuffers withoutBuffers;
  private final boolean hasWritepage;

  @Inject
  Ext4Writeback(
      Machine machine,
      Reports reports,
      DirtyScan scan,
      Writeback writeback,
      Dirtying dirtying,
      BufferHeads buffers,
      PageIo io,
      WritebackRuns runs,
      WritebackParts parts,
      FlatDirectory directory,
      Ext4Allocation allocation,
      UnwritablePages unwritable,
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
    this.directory = directory;
    this.allocation = allocation;
    this.unwritable = unwritable;
    this.withoutBuffers = policies.get(Ext4Policies.WITHOUT_BUFFERS);
    this.hasWritepage = policies.get(Ext4Policies.WRITEPAGE) == Ext4Policies.Switch.ON;
  }

  /** Starts I/O on the dirty pages of the range; neighbours on the device go as one bio. */
  Errno writepages(Inode inode, WritebackControl control) {
    try (Frame _ = machine.enter("ext4_writepages", "inode", inode.number())) {
      WritebackRun run = runs.begin(inode, control, this);
      Errno errno = scan.forEachDirty(inode, control, LOOP, folio -> handle(inode, folio, run));
      run.submit();
      return errno;
    }
  }

  /**
   * Writes one locked page that reclaim has cleaned; one without a place on the device, or whose
   * extent is unwritten, stays dirty (ext4_writepage).
   */
  boolean writepage(Inode inode, Folio folio) {
    if (!hasWritepage) {
      return false;
    }
    try (Frame _ = machine.enter("ext4_writepage", "folio", folio.frame())) {
      if (!requireBuffers(inode, folio, "ext4_writepage")) {
        folio.unlock();
        return true;
      }
      if (machine.nowGet(() -> allocation.isDelayed(folio) || allocation.anyUnwritten(folio))) {
        dirtying.markDirty(folio);
        folio.unlock();
        return true;
      }
      WritebackRun run = runs.begin(inode, WritebackControl.syncNone(), this);
      add(inode, folio, run);
      run.submit();
      return true;
    }
  }

  private Errno handle(Inode inode, Folio folio, WritebackRun run) {
    try (Frame _ = machine.enter(SCAN, "folio", folio.frame())) {
      if (!requireBuffers(inode, folio, SCAN)) {
        folio.unlock();
        return Errno.OK;
      }
    }
    if (machine.nowGet(() -> allocation.isDelayed(folio))) {
      Errno errno = allocation.allocate(inode, folio);
      if (errno.failed()) {
        unwritable.giveUp(inode, folio, errno);
        folio.unlock();
        return errno;
      }
    }
    if (!writeback.clearDirtyForIo(inode, folio)) {
      folio.unlock();
      return Errno.OK;
    }
    io.zeroBeyondEnd(inode, folio);
    add(inode, folio, run);
    return Errno.OK;
  }

  /**
   * A dirty page must have buffers, which come and go under the folio lock only. Says whether it
   * has; the page is not dirty any more if not.
   */
  private boolean requireBuffers(Inode inode, Folio folio, String function) {
    if (machine.nowGet(() -> buffers.has(folio))) {
      return true;
    }
    machine.now(() -> {
      if (withoutBuffers == Ext4Policies.WithoutBuffers.BUG) {
        throw reports.bug(
            "bug-" + NO_BUFFERS,
            function,
            "kernel BUG at fs/ext4/inode.c: page_buffers() of a page that has none, in "
                + function);
      }
      String page = "page " + folio.index() + " does not have buffers attached";
      reports.violation(
          Kind.WARN,
          "warn-" + NO_BUFFERS,
          function,
          "EXT4-fs warning (device "
              + BlockDevice.NAME
              + "): "
              + function
              + ": inode #"
              + inode.number()
              + ": comm "
              + machine.currentTaskName()
              + ": "
              + page);
    });
    folio.testAndClear(PageFlag.DIRTY);
    return false;
  }

  private void add(Inode inode, Folio folio, WritebackRun run) {
    if (allocation.perPage() > 1 || !machine.nowGet(() -> allocation.isMapped(folio, 0))) {
      addParts(inode, folio, run);
      return;
    }
    long sector = machine.atomicGet(() -> allocation.sector(folio));
    boolean[] unwritten = new boolean[1];
    machine.now(() -> {
      unwritten[0] = allocation.isUnwritten(folio);
      allocation.clean(folio);
    });
    run.add(folio, sector, unwritten[0]);
  }

  /** A page that goes out in one piece joins the run, another one has bios of its own. */
  private void addParts(Inode inode, Folio folio, WritebackRun run) {
    List<WritebackParts.Part> dirty = machine.atomicGet(() -> allocation.toWrite(inode, folio));
    if (dirty.size() == 1 && dirty.getFirst().length() == Folio.SIZE) {
      run.add(folio, dirty.getFirst().sector(), dirty.getFirst().unwritten());
    } else {
      parts.write(run, folio, dirty, new PartsEnd(inode, folio));
    }
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
      try (Frame _ = machine.enter("ext4_end_io_rsv_work", "inode", inode.number())) {
        machine.atomic(() -> allocation.convert(inode, folio, part.offset(), part.length()));
      }
    }

    @Override
    public void written(Errno errno) {
      Ext4Writeback.this.written(inode, List.of(folio), errno);
    }
  }

  @Override
  public void convert(Inode inode, List<Folio> folios) {
    try (Frame _ = machine.enter("ext4_end_io_rsv_work", "inode", inode.number())) {
      for (Folio folio : folios) {
        machine.atomic(() -> allocation.convert(inode, folio, 0, Folio.SIZE));
      }
    }
  }

  @Override
  public void written(Inode inode, List<Folio> folios, Errno errno) {
    if (errno.failed()) {
      machine.now(() -> complain(inode, folios, errno));
    } else {
      directory.dataWritten(inode);
    }
  }

  /** What ext4_end_bio and ext4_finish_bio print. */
  private void complain(Inode inode, List<Folio> folios, Errno errno) {
    List<Long> blocks = folios.stream().map(allocation::physical).toList();
    reports.print(
        "EXT4-fs warning (device "
            + BlockDevice.NAME
            + "): ext4_end_bio: I/O error "
            + Failure.of(errno.result()).code()
            + " writing to inode "
            + inode.number()
            + " starting block "
            + blocks.getFirst());
    blocks.forEach(block ->
        reports.print(
            "Buffer I/O error on device " + BlockDevice.NAME + ", logical block " + block));
  }
}
