package org.folioscope.block;

import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongArray;
import org.folioscope.eventlog.state.LongCell;
import org.folioscope.eventlog.state.LongMap;
import org.folioscope.eventlog.state.StateSpace;
import org.folioscope.simulation.machine.TaskIds;
import org.jspecify.annotations.Nullable;

/**
 * The bytes on the device, durable and cached, the bios in flight, how many bios each CPU has
 * submitted, and what is wrong with the device.
 */
final class DiskState implements StateOwner<BlockEvent> {

  private static final EventFamily<BlockEvent> FAMILY =
      EventFamily.of("block", 2, BlockEvent.class);

  private final WriteCache bytes;
  private final LongArray submitted;
  private final LongMap<Fault> faults;
  private final LongCell faultsArmed;
  private final LongArray lostTags;
  private final LongMap<List<Long>> integrity;
  private final LongMap<Content> parity;
  private final LongMap<List<BlockEvent.BounceCopy>> bounced;
  private final LongArray failedWith;

  DiskState(StateSpace space, PowerCuts cuts) {
    bytes = new WriteCache(space, cuts);
    List.of("disk.media", "disk.unsettled", "disk.parity", "disk.faults", "disk.submitted")
        .forEach(space::durable);
    submitted = space.longs("disk.submitted");
    faults = space.map("disk.faults");
    faultsArmed = space.cell("disk.faults-armed");
    lostTags = space.longs("disk.lost-tags");
    integrity = space.map("disk.integrity");
    parity = space.map("disk.parity");
    bounced = space.map("disk.bounced");
    failedWith = space.longs(BlockDevice.FAILED_WITH);
  }

  @Override
  public EventFamily<BlockEvent> family() {
    return FAMILY;
  }

  @Override
  public void apply(BlockEvent event) {
    switch (event) {
      case BlockEvent.BioSubmitted e -> {
        bytes.submitted(e);
        submitted.add(e.cpu(), 1);
      }
      case BlockEvent.SectorsWritten e ->
          eachSector(e.sector(), e.content(), (sector, part) -> bytes.store(e.bio(), sector, part));
      case BlockEvent.CacheFlushed e -> bytes.flushed(e.bio());
      case BlockEvent.BioCompleted e -> {
        completed(e.bio());
        if (e.status() != 0) {
          failedWith.add(-e.status(), 1);
        }
      }
      case BlockEvent.FaultArmed e -> {
        faults.put(e.fault(), e.what());
        faultsArmed.set(e.fault());
      }
      case BlockEvent.FaultStruck e -> struck(e.fault());
      case BlockEvent.FaultsHealed _ -> faults.keys().forEach(fault -> faults.put(fault, null));
      case BlockEvent.CompletionLost e -> lostTags.set(tag(e.cpu(), e.slot()), 1);
      case BlockEvent.SegmentsBounced e -> bounced.put(e.bio(), e.copies());
      case BlockEvent.IntegrityGenerated e -> integrity.put(e.bio(), e.tags());
      case BlockEvent.BioFlagged e -> {
        if (e.preflush()) {
          bytes.flushIssued(e.bio());
        }
      }
      case BlockEvent.SectorsForced e -> bytes.forced(e.bio());
      case BlockEvent.DevicePowerLost _ -> bytes.powerLost();
      case BlockEvent.SectorsSettled e -> bytes.settled(e.sector(), e.version());
      case BlockEvent.ParityComputed e -> eachSector(e.sector(), e.content(), parity::put);
      case BlockEvent.SectorRebuilt e -> rebuilt(e.sector(), e.content());
    }
  }

  long submitted(int cpu) {
    return submitted.get(cpu);
  }

  /** The number of the fault that was armed last, from 1. */
  long faultsArmed() {
    return faultsArmed.get();
  }

  /** Whether any fault is armed. */
  boolean isFaulty() {
    return faults.nextKey(0) != null;
  }

  /** Whether the completion of the bio in this slot was lost. */
  boolean isLost(int cpu, int slot) {
    return lostTags.get(tag(cpu, slot)) != 0;
  }

  /**
   * The fault that strikes an operation on a run of sectors: of those that say so of the end of the
   * bio, or of those that do not, the one that is met first.
   */
  @Nullable Strike strike(BioOp op, long sector, long sectors, boolean losing) {
    Strike first = null;
    Long at = faults.nextKey(0);
    while (at != null) {
      Fault fault = Objects.requireNonNull(faults.get(at));
      long bad = fault.firstBad(op, sector, sectors);
      boolean wanted = bad >= 0 && losing == (fault.failure() == Failure.LOST);
      if (wanted && (first == null || bad < first.sector())) {
        first = new Strike(at, fault.failure(), bad);
      }
      at = faults.nextKey(at + 1);
    }
    return first;
  }

  /** A fault that strikes, and the first sector that cannot be had. */
  record Strike(long fault, Failure failure, long sector) {}

  /** The bytes. */
  WriteCache bytes() {
    return bytes;
  }

  /** The tag that was made for a sector of a bio, counted from its first. */
  long integrityTag(long bio, int sector) {
    return Objects.requireNonNull(integrity.get(bio)).get(sector);
  }

  /** The copy that was made of a segment of a bio, or null. */
  @Nullable Content bounceCopy(long bio, int segment) {
    List<BlockEvent.BounceCopy> copies = bounced.get(bio);
    return copies == null
        ? null
        : copies.stream()
            .filter(copy -> copy.segment() == segment)
            .map(BlockEvent.BounceCopy::content)
            .findFirst()
            .orElse(null);
  }

  /**
   * The bytes of a sector that its stripe's parity was computed from last; null where the array was
   * never written to.
   */
  @Nullable Content parityOf(long sector) {
    return parity.get(sector);
  }

  /** The sectors of which that is known. */
  List<Long> sectorsWithParity() {
    return List.copyOf(parity.keys());
  }

  /** The parity stays, and with both sectors as they are now it is right. */
  private void rebuilt(long sector, Content content) {
    long other = Stripes.besides(sector);
    bytes.rebuilt(sector, content);
    parity.put(sector, content);
    parity.put(other, bytes.load(other, Content.SECTOR));
  }

  private void struck(long number) {
    Fault fault = Objects.requireNonNull(faults.get(number));
    if (fault.times() != Fault.ALWAYS) {
      int left = fault.times() - 1;
      faults.put(
          number,
          left == 0
              ? null
              : new Fault(fault.op(), fault.failure(), fault.sector(), fault.sectors(), left));
    }
  }

  private static int tag(int cpu, int slot) {
    return cpu * TaskIds.QUEUE_DEPTH + slot;
  }

  private static void eachSector(
      long first, Content content, BiConsumer<Long, Content> sectorAndBytes) {
    for (int at = 0; at < content.length(); at += Content.SECTOR) {
      sectorAndBytes.accept(first + at / Content.SECTOR, content.slice(at, Content.SECTOR));
    }
  }

  /** With the bio goes what was kept for it alone. */
  private void completed(long bio) {
    bytes.completed(bio);
    if (integrity.get(bio) != null) {
      integrity.put(bio, null);
    }
    if (bounced.get(bio) != null) {
      bounced.put(bio, null);
    }
  }
}
