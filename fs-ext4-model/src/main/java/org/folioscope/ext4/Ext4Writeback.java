package org.folioscope.ext4;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.folioscope.block.Bio;
import org.folioscope.block.BioOp;
import org.folioscope.block.BlockDevice;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.simulation.report.Kind;
import org.folioscope.simulation.report.Reports;
import org.folioscope.vm.buffers.BufferHeads;
import org.folioscope.vm.contract.WritebackControl;
import org.folioscope.vm.dirty.Dirtying;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.work.WorkQueue;
import org.folioscope.vm.writeback.DirtyScan;
import org.folioscope.vm.writeback.Writeback;

/**
 * Writing dirty pages: ext4's own loop (ext4_writepages, mpage_prepare_extent_to_map), and the
 * single page for reclaim.
 */
@Singleton
final class Ext4Writeback {

  private static final String SCAN = "mpage_prepare_extent_to_map";
  private static final String NO_BUFFERS = "dirty-folio-without-buffers";

  private final Machine machine;
  private final Reports reports;
  private final BlockDevice device;
  private final DirtyScan scan;
  private final Writeback writeback;
  private final Dirtying dirtying;
  private final BufferHeads buffers;
  private final WorkQueue work;
  private final Ext4State state;
  private final Ext4Allocation allocation;
  private final Ext4Policies.WithoutBuffers withoutBuffers;
  private final boolean hasWritepage;

  /**
   * Locked pages that were cleaned, in one run on the device, before they are handed over as one
   * bio.
   */
  private static final class Run {

    final List<Folio> folios = new ArrayList<>();
    long sector;
    boolean unwritten;

    long end() {
      return sector + (long) folios.size() * Ext4Allocation.SECTORS_PER_BLOCK;
    }
  }

  @Inject
  Ext4Writeback(
      Machine machine,
      Reports reports,
      BlockDevice device,
      DirtyScan scan,
      Writeback writeback,
      Dirtying dirtying,
      BufferHeads buffers,
      WorkQueue work,
      Ext4State state,
      Ext4Allocation allocation,
      Policies policies) {
    this.machine = machine;
    this.reports = reports;
    this.device = device;
    this.scan = scan;
    this.writeback = writeback;
    this.dirtying = dirtying;
    this.buffers = buffers;
    this.work = work;
    this.state = state;
    this.allocation = allocation;
    this.withoutBuffers = policies.get(Ext4Policies.WITHOUT_BUFFERS);
    this.hasWritepage = policies.get(Ext4Policies.WRITEPAGE) == Ext4Policies.Switch.ON;
  }

  /** Starts I/O on the dirty pages of the range; neighbours on the device go as one bio. */
  Errno writepages(Inode inode, WritebackControl control) {
    try (Frame _ = machine.enter("ext4_writepages", "inode", inode.number())) {
      Run run = new Run();
      Errno errno = scan.forEachDirty(inode, control, SCAN, folio -> handle(inode, folio, run));
      submit(inode, run);
      return errno;
    }
  }

  /**
   * Writes one locked page that reclaim has cleaned; one without a place on the device stays dirty
   * (ext4_writepage).
   */
  boolean writepage(Inode inode, Folio folio) {
    if (!hasWritepage) {
      return false;
    }
    try (Frame _ = machine.enter("ext4_writepage", "folio", folio.frame())) {
      requireBuffers(inode, folio, "ext4_writepage");
      if (machine.atomicGet(() -> !buffers.has(folio) || allocation.isDelayed(folio))) {
        dirtying.markDirty(folio);
        folio.unlock();
        return true;
      }
      Run run = new Run();
      add(inode, folio, run);
      submit(inode, run);
      return true;
    }
  }

  private Errno handle(Inode inode, Folio folio, Run run) {
    try (Frame _ = machine.enter(SCAN, "folio", folio.frame())) {
      if (!requireBuffers(inode, folio, SCAN)) {
        folio.unlock();
        return Errno.OK;
      }
    }
    if (machine.atomicGet(() -> allocation.isDelayed(folio))) {
      Errno errno = allocation.allocate(inode, folio);
      if (errno.failed()) {
        folio.unlock();
        return errno;
      }
    }
    if (!writeback.clearDirtyForIo(inode, folio)) {
      folio.unlock();
      return Errno.OK;
    }
    long sector = machine.atomicGet(() -> allocation.sector(folio));
    if (!run.folios.isEmpty() && run.end() != sector) {
      submit(inode, run);
    }
    add(inode, folio, run);
    return Errno.OK;
  }

  /** A dirty page must have buffers. Says whether it has; the page is not dirty any more if not. */
  private boolean requireBuffers(Inode inode, Folio folio, String function) {
    return machine.atomicGet(() -> {
      if (buffers.has(folio)) {
        return true;
      }
      if (withoutBuffers == Ext4Policies.WithoutBuffers.BUG) {
        throw reports.bug(
            "bug-" + NO_BUFFERS,
            function,
            "BUG_ON(!PagePrivate(page)) in page_buffers, " + function);
      }
      String page = "page " + folio.index() + " does not have buffers attached";
      reports.violation(
          Kind.WARN,
          "warn-" + NO_BUFFERS,
          function,
          "EXT4-fs warning: inode #"
              + inode.number()
              + ": comm "
              + machine.currentTaskName()
              + ": "
              + page);
      folio.testAndClear(PageFlag.DIRTY);
      return false;
    });
  }

  private void add(Inode inode, Folio folio, Run run) {
    writeback.start(inode, folio);
    machine.now(() -> {
      if (run.folios.isEmpty()) {
        run.sector = allocation.sector(folio);
      }
      Block block = state.block(inode.number(), folio.index());
      run.unwritten |= block != null && block.state() == Block.State.UNWRITTEN;
      allocation.clean(folio);
    });
    run.folios.add(folio);
    folio.unlock();
  }

  private void submit(Inode inode, Run run) {
    if (run.folios.isEmpty()) {
      return;
    }
    List<Folio> folios = List.copyOf(run.folios);
    boolean unwritten = run.unwritten;
    List<Bio.Segment> segments =
        folios.stream().map(folio -> new Bio.Segment(folio, 0, Folio.SIZE)).toList();
    device.submit(
        Bio.transfer(
            BioOp.WRITE,
            run.sector,
            segments,
            (bio, status) -> ended(inode, folios, unwritten, Errno.of(status))));
    run.folios.clear();
    run.unwritten = false;
  }

  /**
   * In the interrupt: writeback ends here, or in a worker that first makes the blocks' new contents
   * visible (ext4_end_bio).
   */
  private void ended(Inode inode, List<Folio> folios, boolean unwritten, Errno errno) {
    try (Frame _ = machine.enter("ext4_end_bio")) {
      if (unwritten && !errno.failed()) {
        work.queue("ext4_end_io_rsv_work", () -> convertAndFinish(inode, folios));
      } else {
        finish(inode, folios, errno);
      }
    }
  }

  private void convertAndFinish(Inode inode, List<Folio> folios) {
    try (Frame _ = machine.enter("ext4_end_io_rsv_work", "inode", inode.number())) {
      for (Folio folio : folios) {
        machine.atomic(() -> {
          Block block = state.block(inode.number(), folio.index());
          if (block != null && block.state() == Block.State.UNWRITTEN) {
            state.emit(new Ext4Event.BlockConverted(inode.number(), folio.index()));
          }
        });
      }
      finish(inode, folios, Errno.OK);
    }
  }

  private void finish(Inode inode, List<Folio> folios, Errno errno) {
    machine.atomic(() -> {
      if (!errno.failed() && state.diskSize(inode.number()) < inode.size()) {
        state.emit(new Ext4Event.DiskSizeChanged(inode.number(), inode.size()));
      }
    });
    for (Folio folio : folios) {
      writeback.end(inode, folio, errno);
    }
  }
}
