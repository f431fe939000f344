package org.folioscope.block;

import java.util.List;

/**
 * One request to the device: an operation on consecutive sectors and the memory for it.
 *
 * @param sector the first sector, 512 bytes each
 * @param segments the memory, in order; empty for a flush
 * @param flags what it wants beside
 * @param endIo called when the device is done
 */
public record Bio(BioOp op, long sector, List<Segment> segments, BioFlags flags, EndIo endIo) {

  /**
   * A run of bytes in one buffer.
   *
   * @param offset in the buffer, a multiple of 512
   * @param length a multiple of 512
   */
  public record Segment(DmaBuffer buffer, int offset, int length) {}

  /** A bio that moves data. */
  public static Bio transfer(BioOp op, long sector, List<Segment> segments, EndIo endIo) {
    return new Bio(op, sector, List.copyOf(segments), BioFlags.NONE, endIo);
  }

  /** A bio that makes durable what has completed. */
  public static Bio flush(EndIo endIo) {
    return new Bio(BioOp.FLUSH, 0, List.of(), BioFlags.NONE, endIo);
  }

  /** The same that wants something beside. */
  public Bio with(BioFlags wanted) {
    return new Bio(op, sector, segments, wanted, endIo);
  }

  /** The bytes it moves. */
  public int length() {
    return segments.stream().mapToInt(Segment::length).sum();
  }
}
