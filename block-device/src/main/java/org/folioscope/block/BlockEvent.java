package org.folioscope.block;

import java.util.List;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.log.Event;

/**
 * What happens to bios and to the bytes on the device. A bio's number is its submitter's CPU times
 * a million plus a count.
 */
public sealed interface BlockEvent extends Event {

  /**
   * A run of bytes of a bio in memory: a buffer (its number means something to the submitter) and a
   * range in it.
   */
  record SegmentSubmitted(long buffer, int offset, int length) {}

  /** A private copy of a segment of a bio, by its place among the segments. */
  record BounceCopy(int segment, Content content) {}

  /** The bio was handed to the device, in a slot of the submitting CPU's hardware queue. */
  record BioSubmitted(
      long bio, int cpu, int slot, BioOp op, long sector, List<SegmentSubmitted> segments)
      implements BlockEvent {
    @Override
    public String note() {
      return op == BioOp.FLUSH ? "" : "submit " + op.label() + " bio";
    }
  }

  /** The device took bytes of a write: they are in its volatile cache. */
  record SectorsWritten(long bio, long sector, Content content) implements BlockEvent {
    @Override
    public String note() {
      return "DMA from the page";
    }
  }

  /** Everything that had completed is on the media. */
  record CacheFlushed(long bio) implements BlockEvent {}

  /** The device is done with the bio and raises an interrupt; status is 0 or a negative errno. */
  record BioCompleted(long bio, int status) implements BlockEvent {
    @Override
    public String note() {
      return status == 0 ? "" : Failure.of(status).name() + " error";
    }
  }

  /** From here on the device fails bios. */
  record FaultArmed(long fault, Fault what) implements BlockEvent {}

  /** A fault struck a bio: one time less is left of it. */
  record FaultStruck(long fault, long bio) implements BlockEvent {}

  /** The device fails no further bio; what is lost stays lost. */
  record FaultsHealed() implements BlockEvent {}

  /** The device has done what the bio asked, or not, and will never say so: its tag stays taken. */
  record CompletionLost(long bio, int cpu, int slot) implements BlockEvent {
    @Override
    public String note() {
      return "completion lost";
    }
  }

  /**
   * Memory that may be pinned was copied, and the copies will be written.
   *
   * @param bytes how many were copied
   */
  record SegmentsBounced(long bio, List<BounceCopy> copies, int bytes) implements BlockEvent {
    @Override
    public String note() {
      return "bounce copy";
    }
  }

  /**
   * The integrity tags of a write, one a sector. A tag is a hash of the bytes, of 64 bits where T10
   * has a CRC of 16.
   */
  record IntegrityGenerated(long bio, List<Long> tags) implements BlockEvent {
    @Override
    public String note() {
      return "integrity tags";
    }
  }

  /** The device has read bytes for the parity of their stripe. */
  record ParityComputed(long bio, long sector, Content content) implements BlockEvent {
    @Override
    public String note() {
      return "parity from the page";
    }
  }

  /**
   * The bio wants more: that a flush comes before its data, that its data is durable at its end.
   */
  record BioFlagged(long bio, boolean preflush, boolean fua) implements BlockEvent {}

  /** What the bio wrote is on the medium. */
  record SectorsForced(long bio) implements BlockEvent {}

  /**
   * The power is gone: bios in flight are forgotten, and of what was in the volatile cache some is
   * on the medium and some is not.
   */
  record DevicePowerLost() implements BlockEvent {}

  /**
   * What the power cut left of a unit of sectors that are written whole or not at all.
   *
   * @param sector the first of them
   * @param version which of the possible contents: 0 as it was before what was in the cache
   */
  record SectorsSettled(long sector, int version) implements BlockEvent {
    @Override
    public String note() {
      return version == 0 ? "the power cut left the old bytes" : "the power cut left newer bytes";
    }
  }

  /** A new disk of an array holds what the other ones and the parity say of the sector. */
  record SectorRebuilt(long sector, Content content) implements BlockEvent {
    @Override
    public String note() {
      return "rebuilt from the parity";
    }
  }
}
