package org.folioscope.ext4;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.block.BlockDevice;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.report.Reports;
import org.folioscope.vm.buffers.BufferHeads;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.writeback.Writeback;

/**
 * Dirty pages whose promised blocks cannot be had. With its promises kept ext4 never comes here; if
 * it does it says so and throws the pages' contents away, as nobody could ever write them. Who
 * asked for the writing is given the error, and nobody else (mpage_map_and_submit_extent,
 * mpage_release_unused_pages).
 */
@Singleton
final class UnwritablePages {

  private static final String PREFIX = "EXT4-fs (" + BlockDevice.NAME + "): ";

  private final Machine machine;
  private final Reports reports;
  private final Writeback writeback;
  private final BufferHeads buffers;
  private final Ext4Allocation allocation;

  @Inject
  UnwritablePages(
      Machine machine,
      Reports reports,
      Writeback writeback,
      BufferHeads buffers,
      Ext4Allocation allocation) {
    this.machine = machine;
    this.reports = reports;
    this.writeback = writeback;
    this.buffers = buffers;
    this.allocation = allocation;
  }

  /** The locked page is clean, not valid and without buffers and promises then. */
  void giveUp(Inode inode, Folio folio, Errno errno) {
    try (Frame _ = machine.enter("mpage_release_unused_pages", "folio", folio.frame())) {
      machine.now(() -> complain(inode, folio, errno));
      allocation.forgetDelayed(inode, folio);
      writeback.clearDirtyForIo(inode, folio);
      buffers.invalidate(folio, 0, Folio.SIZE);
      folio.testAndClear(PageFlag.UPTODATE);
    }
  }

  private void complain(Inode inode, Folio folio, Errno errno) {
    reports.print(
        PREFIX
            + "Delayed block allocation failed for inode "
            + inode.number()
            + " at logical offset "
            + folio.index() * allocation.perPage()
            + " with max blocks "
            + allocation.perPage()
            + " with error "
            + -errno.result());
    reports.print(PREFIX + "This should not happen!! Data will be lost");
  }
}
