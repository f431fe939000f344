package org.folioscope.vm.io;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.folioscope.block.Bio;
import org.folioscope.block.BioOp;
import org.folioscope.block.BlockDevice;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongArray;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.work.WorkQueue;
import org.folioscope.vm.writeback.Writeback;

/**
 * Pages whose blocks do not lie in one piece, or of which only some are written: a bio for each
 * part, and writeback of the page ends with the last of them (ext4_finish_bio).
 */
@Singleton
public final class WritebackParts implements StateOwner<PartEvent> {

  private static final EventFamily<PartEvent> FAMILY =
      EventFamily.of("writeback-parts", 1, PartEvent.class);

  private final Machine machine;
  private final BlockDevice device;
  private final WorkQueue work;
  private final Writeback writeback;
  private final WritebackRuns runs;
  private final Emitter<PartEvent> events;
  private final LongArray outstanding;
  private final LongArray status;

  /**
   * A part of a page.
   *
   * @param offset in the page, in bytes
   * @param sector where it goes
   * @param unwritten whether its blocks must be converted before writeback ends
   */
  public record Part(int offset, int length, long sector, boolean unwritten) {

    /** Whether the next part goes on in the page and on the device where this one ends. */
    private boolean isFollowedBy(Part next) {
      return offset + length == next.offset
          && sector + length / 512 == next.sector
          && unwritten == next.unwritten;
    }
  }

  /** Adds a part behind the others, as one with the last of them if it can be. */
  public static void append(List<Part> parts, Part next) {
    if (!parts.isEmpty() && parts.getLast().isFollowedBy(next)) {
      Part last = parts.removeLast();
      parts.add(new Part(last.offset, last.length + next.length, last.sector, last.unwritten));
    } else {
      parts.add(next);
    }
  }

  /** What a filesystem does when parts were written. */
  public interface Completion {

    /** Makes the new contents of a part visible. In a worker; may sleep. */
    void convert(Part part);

    /** All parts were written, or not; before writeback ends. Must not sleep. */
    void written(Errno errno);
  }

  /** Nothing is under way. */
  @Inject
  public WritebackParts(
      Machine machine,
      BlockDevice device,
      WorkQueue work,
      Writeback writeback,
      WritebackRuns runs) {
    this.machine = machine;
    this.device = device;
    this.work = work;
    this.writeback = writeback;
    this.runs = runs;
    this.outstanding = machine.space().longs("writeback-parts.outstanding");
    this.status = machine.space().longs("writeback-parts.status");
    this.events = machine.own(this);
  }

  /**
   * Starts writeback on a locked, clean folio, beside the run of its writer, and unlocks it;
   * without parts it ends at once.
   */
  public void write(WritebackRun run, Folio folio, List<Part> parts, Completion completion) {
    submit(run, folio, parts, completion, parts.size());
  }

  /**
   * The same for who has nothing to count the parts with: the end of each one ends writeback of the
   * page (iomap_finish_page_writeback without an iomap_page).
   */
  public void writeUncounted(
      WritebackRun run, Folio folio, List<Part> parts, Completion completion) {
    submit(run, folio, parts, completion, 1);
  }

  private void submit(
      WritebackRun run, Folio folio, List<Part> parts, Completion completion, int ends) {
    runs.start(run.inode(), folio);
    machine.now(() -> events.emit(new PartEvent.PartsSubmitted(folio.frame(), ends)));
    parts.forEach(part -> device.submit(bio(run, folio, part, completion)));
    folio.unlock();
    if (parts.isEmpty()) {
      writeback.end(run.inode(), folio, Errno.OK);
    }
  }

  private Bio bio(WritebackRun run, Folio folio, Part part, Completion completion) {
    Inode inode = run.inode();
    return Bio.transfer(
            BioOp.WRITE,
            part.sector(),
            List.of(new Bio.Segment(folio, part.offset(), part.length())),
            (bio, result) -> {
              if (part.unwritten() && result == 0) {
                work.queue(
                    "convert unwritten extents",
                    () -> {
                      completion.convert(part);
                      ended(inode, folio, result, completion);
                    });
              } else {
                ended(inode, folio, result, completion);
              }
            })
        .with(run.flags());
  }

  private void ended(Inode inode, Folio folio, int result, Completion completion) {
    Errno errno =
        machine.atomicGet(() -> {
          events.emit(new PartEvent.PartEnded(folio.frame(), result));
          return outstanding.get(folio.frame()) > 0
              ? Errno.EBUSY
              : Errno.of(status.get(folio.frame()));
        });
    if (errno != Errno.EBUSY) {
      completion.written(errno);
      writeback.end(inode, folio, errno);
    }
  }

  @Override
  public EventFamily<PartEvent> family() {
    return FAMILY;
  }

  @Override
  public void apply(PartEvent event) {
    switch (event) {
      case PartEvent.PartsSubmitted e -> {
        outstanding.set(e.folio(), e.count());
        status.set(e.folio(), 0);
      }
      case PartEvent.PartEnded e -> {
        outstanding.add(e.folio(), -1);
        if (e.status() != 0) {
          status.set(e.folio(), e.status());
        }
      }
    }
  }
}
