package org.folioscope.block;

import java.util.ArrayList;
import java.util.List;
import org.folioscope.simulation.machine.Alternatives;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Machine;

/** How the device moves the bytes of a bio: piece by piece, in steps of its own choosing. */
final class Transfer {

  private final Machine machine;
  private final DiskState disk;
  private final Emitter<BlockEvent> events;
  private final WritePath writes;
  private final int stepBytes;

  Transfer(
      Machine machine,
      DiskState disk,
      Emitter<BlockEvent> events,
      WritePath writes,
      int stepBytes) {
    this.machine = machine;
    this.disk = disk;
    this.events = events;
    this.writes = writes;
    this.stepBytes = stepBytes;
  }

  /**
   * Moves all bytes, up to the first sector that cannot be had.
   *
   * @return 0, or the negative errno with which the bio fails
   */
  int run(Bio bio, long number) {
    int status = 0;
    for (int segment = 0; segment < bio.segments().size() && status == 0; segment++) {
      int length = bio.segments().get(segment).length();
      for (int at = 0; at < length && status == 0; at += stepBytes) {
        Piece piece = new Piece(bio, number, segment, at, Math.min(stepBytes, length - at));
        status = take(piece);
      }
    }
    return status;
  }

  private int take(Piece piece) {
    if (piece.bio().op() == BioOp.READ) {
      settle(piece);
    } else if (writes.readsTwice()) {
      machine.atomic(() -> writes.computeParity(piece));
    }
    return machine.atomicGet(() -> move(piece));
  }

  /**
   * After a power cut nobody can tell what is on the medium until somebody reads it: then it is one
   * of what can be. Nobody but the reader changes what there is to choose from.
   */
  private void settle(Piece piece) {
    long unit = unsettled(piece);
    while (unit >= 0) {
      settle(unit);
      unit = unsettled(piece);
    }
  }

  private long unsettled(Piece piece) {
    return machine.peek(() -> disk.bytes().firstUnsettled(piece.sector(), piece.sectors()));
  }

  private void settle(long unit) {
    int versions = (int) machine.peek(() -> disk.bytes().unsettledVersions(unit).size());
    List<Runnable> ways = new ArrayList<>();
    for (int i = 0; i < versions; i++) {
      int version = i;
      ways.add(() -> {
        if (!disk.bytes().unsettledVersions(unit).isEmpty()) {
          events.emit(new BlockEvent.SectorsSettled(unit, version));
        }
      });
    }
    Alternatives.oneOf(machine, "medium", ways);
  }

  private int move(Piece piece) {
    BioOp op = piece.bio().op();
    DiskState.Strike strike = disk.strike(op, piece.sector(), piece.sectors(), false);
    int good = strike == null ? piece.length() : piece.bytesBefore(strike.sector());
    int refused = good > 0 ? move(op, piece.upTo(good)) : 0;
    if (strike == null || refused != 0) {
      return refused;
    }
    events.emit(new BlockEvent.FaultStruck(strike.fault(), piece.number()));
    return strike.failure().status();
  }

  private int move(BioOp op, Piece piece) {
    if (op == BioOp.WRITE) {
      return writes.store(piece);
    }
    piece.store(disk.bytes().load(piece.sector(), piece.length()));
    return 0;
  }
}
