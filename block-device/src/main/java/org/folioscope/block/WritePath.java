package org.folioscope.block;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.report.Kind;
import org.folioscope.simulation.report.Reports;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the bytes of a write between the kernel that submits it and the medium: copies of
 * pinned memory, integrity tags, parity. Everything here is part of somebody's step.
 */
final class WritePath {

  private final DeviceMode mode;
  private final DiskState disk;
  private final Emitter<BlockEvent> events;
  private final Reports reports;

  WritePath(DeviceMode mode, DiskState disk, Emitter<BlockEvent> events, Reports reports) {
    this.mode = mode;
    this.disk = disk;
    this.events = events;
    this.reports = reports;
  }

  /** Whether the filesystem makes checksums of this bio. */
  boolean hasSums(Bio bio) {
    return mode == DeviceMode.DATASUM && bio.op() == BioOp.WRITE;
  }

  /** One for each sector of the memory that the bio is about. */
  static List<Long> checksums(Bio bio) {
    List<Long> sums = new ArrayList<>();
    for (Bio.Segment segment : bio.segments()) {
      Content bytes = segment.buffer().load(segment.offset(), segment.length());
      for (int at = 0; at < segment.length(); at += Content.SECTOR) {
        sums.add(bytes.slice(at, Content.SECTOR).hash());
      }
    }
    return List.copyOf(sums);
  }

  /**
   * In the step that submits: copies pinned memory if the bio wants that (blk_queue_bounce), then
   * makes the tags (bio_integrity_prep), of the copies where there are any.
   *
   * @param sums the filesystem's, if it makes any
   */
  void submitted(Bio bio, long number, List<Long> sums) {
    if (bio.op() != BioOp.WRITE) {
      return;
    }
    if (bio.flags().bouncePinned()) {
      bounce(bio, number);
    }
    if (mode == DeviceMode.DIF) {
      events.emit(new BlockEvent.IntegrityGenerated(number, tags(bio, number)));
    }
    if (hasSums(bio)) {
      events.emit(new BlockEvent.IntegrityGenerated(number, sums));
    }
  }

  private void bounce(Bio bio, long number) {
    List<BlockEvent.BounceCopy> copies = new ArrayList<>();
    int bytes = 0;
    for (int i = 0; i < bio.segments().size(); i++) {
      Bio.Segment segment = bio.segments().get(i);
      if (segment.buffer().mayBePinned()) {
        Content copy = segment.buffer().load(segment.offset(), segment.length());
        copies.add(new BlockEvent.BounceCopy(i, copy));
        bytes += segment.length();
      }
    }
    if (bytes > 0) {
      events.emit(new BlockEvent.SegmentsBounced(number, List.copyOf(copies), bytes));
    }
  }

  private List<Long> tags(Bio bio, long number) {
    List<Long> tags = new ArrayList<>();
    for (int i = 0; i < bio.segments().size(); i++) {
      for (int at = 0; at < bio.segments().get(i).length(); at += Content.SECTOR) {
        tags.add(load(new Piece(bio, number, i, at, Content.SECTOR)).hash());
      }
    }
    return List.copyOf(tags);
  }

  /** Whether the device reads memory once more before it takes the bytes. */
  boolean readsTwice() {
    return mode == DeviceMode.PARITY;
  }

  /** The device reads memory for the parity of the stripe. */
  void computeParity(Piece piece) {
    events.emit(new BlockEvent.ParityComputed(piece.number(), piece.sector(), load(piece)));
  }

  /**
   * The device takes the bytes, up to the first sector that it refuses.
   *
   * @return 0, or the negative errno with which the bio fails
   */
  int store(Piece piece) {
    Content bytes = load(piece);
    int good = mode == DeviceMode.DIF ? verified(piece, bytes) : bytes.length();
    if (mode == DeviceMode.PARITY) {
      compareWithParity(piece, bytes);
    }
    if (mode == DeviceMode.DATASUM) {
      compareWithSums(piece, bytes);
    }
    if (good > 0) {
      events.emit(
          new BlockEvent.SectorsWritten(piece.number(), piece.sector(), bytes.slice(0, good)));
    }
    return good < bytes.length() ? Failure.PROTECTION.status() : 0;
  }

  /** The bytes as the device sees them: of the copy, if one was made. */
  private Content load(Piece piece) {
    @Nullable Content copy =
        piece.bio().flags().bouncePinned()
            ? disk.bounceCopy(piece.number(), piece.segment())
            : null;
    return copy == null ? piece.load() : copy.slice(piece.at(), piece.length());
  }

  /** How many bytes fit their tags, up to the first sector that does not. */
  private int verified(Piece piece, Content bytes) {
    for (int at = 0; at < bytes.length(); at += Content.SECTOR) {
      long sector = piece.sector() + at / Content.SECTOR;
      long wanted = tag(piece, sector);
      long received = bytes.slice(at, Content.SECTOR).hash();
      if (wanted != received) {
        reports.violation(
            Kind.CHECKSUM,
            "checksum-mismatch-under-writeback",
            "t10_pi_type1_verify_crc",
            "%s: guard tag error at sector %d (rcvd %04x, want %04x): the memory changed after its tag was made"
                .formatted(BlockDevice.NAME, sector, received & 0xFFFF, wanted & 0xFFFF));
        return at;
      }
    }
    return bytes.length();
  }

  private long tag(Piece piece, long sector) {
    return disk.integrityTag(piece.number(), (int) (sector - piece.bio().sector()));
  }

  /** What a later read of the sector finds (btrfs_print_data_csum_error). */
  private void compareWithSums(Piece piece, Content bytes) {
    for (int at = 0; at < bytes.length(); at += Content.SECTOR) {
      long sector = piece.sector() + at / Content.SECTOR;
      if (bytes.slice(at, Content.SECTOR).hash() != tag(piece, sector)) {
        reports.violation(
            Kind.CHECKSUM,
            "checksum-mismatch-in-file",
            "btrfs_print_data_csum_error",
            "%s: csum of sector %d is that of other bytes: the memory changed after the filesystem made it"
                .formatted(BlockDevice.NAME, sector));
        return;
      }
    }
  }

  private void compareWithParity(Piece piece, Content bytes) {
    for (int at = 0; at < bytes.length(); at += Content.SECTOR) {
      long sector = piece.sector() + at / Content.SECTOR;
      Content inParity = Objects.requireNonNull(disk.parityOf(sector));
      if (!bytes.slice(at, Content.SECTOR).equals(inParity)) {
        reports.violation(
            Kind.CHECKSUM,
            "checksum-mismatch-in-stripe",
            "ops_run_io",
            "%s: the stripe of sector %d is inconsistent: the memory changed after it went into the parity"
                .formatted(BlockDevice.NAME, sector));
        return;
      }
    }
  }
}
