package org.folioscope.vm.io;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.folioscope.block.Bio;
import org.folioscope.block.BioOp;
import org.folioscope.block.BlockDevice;
import org.folioscope.vm.contract.WritebackControl;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.work.WorkQueue;
import org.folioscope.vm.writeback.BounceCopies;
import org.folioscope.vm.writeback.Writeback;

/**
 * Sends runs of pages to the device, and ends their writeback in the interrupt or, after a
 * conversion, in a worker.
 */
@Singleton
public final class WritebackRuns {

  private final BlockDevice device;
  private final WorkQueue work;
  private final Writeback writeback;
  private final BounceCopies bounce;

  /** For the machine's disk. */
  @Inject
  public WritebackRuns(
      BlockDevice device, WorkQueue work, Writeback writeback, BounceCopies bounce) {
    this.device = device;
    this.work = work;
    this.writeback = writeback;
    this.bounce = bounce;
  }

  /** An empty run of pages of a file, for a writer who wants what the control says. */
  public WritebackRun begin(
      Inode inode, WritebackControl control, WritebackRun.Completion completion) {
    return new WritebackRun(this, inode, bounce.flags(control), completion);
  }

  void start(Inode inode, Folio folio) {
    writeback.start(inode, folio);
    bounce.started(folio);
  }

  void submit(
      WritebackRun run, Inode inode, List<Folio> folios, WritebackRun.Completion completion) {
    boolean convert = run.converts();
    device.submit(
        Bio.transfer(
                BioOp.WRITE,
                run.sector(),
                PageIo.whole(folios),
                (bio, status) -> {
                  Errno errno = Errno.of(status);
                  if (convert && !errno.failed()) {
                    work.queue(
                        "convert unwritten extents",
                        () -> {
                          completion.convert(inode, folios);
                          finish(inode, folios, errno, completion);
                        });
                  } else {
                    finish(inode, folios, errno, completion);
                  }
                })
            .with(run.flags()));
  }

  private void finish(
      Inode inode, List<Folio> folios, Errno errno, WritebackRun.Completion completion) {
    completion.written(inode, folios, errno);
    folios.forEach(folio -> writeback.end(inode, folio, errno));
  }
}
