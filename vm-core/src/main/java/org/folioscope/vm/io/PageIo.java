package org.folioscope.vm.io;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;
import org.folioscope.block.Bio;
import org.folioscope.block.BioOp;
import org.folioscope.block.BlockDevice;
import org.folioscope.block.EndIo;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.contract.WritebackControl;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.writeback.BounceCopies;
import org.folioscope.vm.writeback.Writeback;

/**
 * Pages in and out. Completion functions run in interrupt context: they take no sleeping lock, and
 * what waits for them waits for the flags and counts that their events change.
 */
@Singleton
public final class PageIo {

  private final Machine machine;
  private final BlockDevice device;
  private final Writeback writeback;
  private final AwaitedBios awaited;
  private final BounceCopies bounce;

  /** Called for each folio of a bio that ended, before the end of its read or writeback shows. */
  @FunctionalInterface
  public interface FolioEnd {

    /** A filesystem that has nothing to do then. */
    FolioEnd NOTHING = (folio, errno) -> {};

    /** The folio's part of the bio is done. In interrupt context: must not sleep. */
    void ended(Folio folio, Errno errno);
  }

  /** For the machine's pages and disk. */
  @Inject
  public PageIo(
      Machine machine,
      BlockDevice device,
      Writeback writeback,
      AwaitedBios awaited,
      BounceCopies bounce) {
    this.machine = machine;
    this.device = device;
    this.writeback = writeback;
    this.awaited = awaited;
    this.bounce = bounce;
  }

  /**
   * Starts reading a locked folio, whose bytes lie in one piece; it is uptodate and unlocked at the
   * end, or only unlocked.
   */
  public void read(Folio folio, long sector) {
    read(List.of(folio), sector, FolioEnd.NOTHING);
  }

  /** Starts reading locked folios, whose bytes lie one after the other from the sector on. */
  public void read(List<Folio> folios, long sector, FolioEnd end) {
    submit(
        BioOp.READ,
        folios,
        sector,
        (bio, status) -> {
          Errno errno = Errno.of(status);
          for (Folio folio : folios) {
            end.ended(folio, errno);
            endRead(folio, !errno.failed());
          }
        });
  }

  /**
   * The end of a read: marks the folio uptodate if it succeeded, and unlocks it, at once
   * (folio_end_read).
   */
  public void endRead(Folio folio, boolean success) {
    try (Frame _ = machine.enter("folio_end_read", "folio", folio.frame())) {
      folio.unlock(() -> {
        if (success) {
          folio.testAndSet(PageFlag.UPTODATE);
        }
      });
    }
  }

  /**
   * Starts reading a locked folio, or fills it with zeroes.
   *
   * @param sector where its bytes are, or a negative number when it has none on the device
   */
  public void readOrZero(Folio folio, long sector) {
    if (sector >= 0) {
      read(folio, sector);
    } else {
      readHole(folio);
    }
  }

  /**
   * Fills a locked folio that has no place on the device with zeroes; it is uptodate and unlocked
   * then.
   */
  public void readHole(Folio folio) {
    zero(folio, 0, Folio.SIZE);
    endRead(folio, true);
  }

  /**
   * Makes a locked folio valid of which a program will write a part only.
   *
   * @param sector where its bytes are, or a negative number when it has none on the device
   */
  public Errno fillAround(Folio folio, long sector) {
    if (machine.atomicGet(() -> folio.is(PageFlag.UPTODATE))) {
      return Errno.OK;
    }
    Errno errno = Errno.OK;
    if (sector >= 0) {
      errno = readAndWait(folio, 0, Folio.SIZE, sector);
    } else {
      zero(folio, 0, Folio.SIZE);
    }
    if (!errno.failed()) {
      folio.testAndSet(PageFlag.UPTODATE);
    }
    return errno;
  }

  /**
   * Zeroes the part of a locked folio, cleaned for I/O, that lies beyond the end of the file: what
   * a program stored there through a mapping must not reach the disk.
   */
  public void zeroBeyondEnd(Inode inode, Folio folio) {
    machine.atomic(() -> {
      long inside = Math.max(0, inode.size() - folio.index() * Folio.SIZE);
      if (inside < Folio.SIZE) {
        zero(folio, (int) inside, Folio.SIZE - (int) inside);
      }
    });
  }

  /** Stores zeroes into a part of a locked folio (folio_zero_range). */
  public void zero(Folio folio, int offset, int length) {
    machine.atomic(() -> folio.write(offset, Content.fill(0, length)));
  }

  /**
   * Reads a part of a locked folio, in multiples of 512 bytes, and sleeps until it is there; lock
   * and flags stay as they are.
   */
  public Errno readAndWait(Folio folio, int offset, int length, long sector) {
    List<Bio.Segment> segments = List.of(new Bio.Segment(folio, offset, length));
    return submitAndWait(endIo -> Bio.transfer(BioOp.READ, sector, segments, endIo));
  }

  /**
   * Writes locked, clean folios one after the other from the sector on, in one bio: PG_writeback is
   * set on each, the bio submitted, and the folios unlocked. At the end of the bio writeback ends;
   * an error is recorded in the inode.
   */
  public void write(Inode inode, List<Folio> folios, long sector) {
    write(inode, folios, sector, FolioEnd.NOTHING);
  }

  /** The same; the filesystem is told of each folio before its writeback ends. */
  public void write(Inode inode, List<Folio> folios, long sector, FolioEnd end) {
    folios.forEach(folio -> {
      writeback.start(inode, folio);
      bounce.started(folio);
    });
    submitWrite(inode, folios, sector, end);
    folios.forEach(Folio::unlock);
  }

  /**
   * Submits folios on which writeback was started; the end of the bio ends it on each, after the
   * filesystem was told.
   */
  public void submitWrite(Inode inode, List<Folio> folios, long sector, FolioEnd end) {
    EndIo endIo =
        (bio, status) -> {
          Errno errno = Errno.of(status);
          for (Folio folio : folios) {
            end.ended(folio, errno);
            writeback.end(inode, folio, errno);
          }
        };
    device.submit(
        Bio.transfer(BioOp.WRITE, sector, whole(folios), endIo)
            .with(bounce.flags(WritebackControl.syncNone())));
  }

  /**
   * Makes everything durable that the device has completed, and sleeps until that is so
   * (blkdev_issue_flush).
   */
  public Errno flushDevice() {
    try (Frame _ = machine.enter("blkdev_issue_flush")) {
      return submitAndWait(Bio::flush);
    }
  }

  /**
   * Submits the bio that the function makes with a completion function, and sleeps until it is done
   * (submit_bio_wait).
   */
  public Errno submitAndWait(Function<EndIo, Bio> bio) {
    int task = machine.currentTask();
    awaited.begin();
    device.submit(bio.apply((done, status) -> awaited.ended(task, status)));
    return awaited.sleep();
  }

  /**
   * Submits whole folios, one after the other on the device, with a completion function of the
   * filesystem's own.
   */
  public void submit(BioOp op, List<Folio> folios, long sector, EndIo endIo) {
    device.submit(Bio.transfer(op, sector, whole(folios), endIo));
  }

  static List<Bio.Segment> whole(List<Folio> folios) {
    return folios.stream().map(folio -> new Bio.Segment(folio, 0, Folio.SIZE)).toList();
  }
}
