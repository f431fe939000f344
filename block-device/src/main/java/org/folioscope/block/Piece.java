package org.folioscope.block;

import org.folioscope.eventlog.content.Content;

/**
 * What the device moves in one step: a part of a segment of a bio.
 *
 * @param number the bio's number
 * @param segment which of the bio's segments
 * @param at where in the segment it begins
 */
record Piece(Bio bio, long number, int segment, int at, int length) {

  /** The first sector. */
  long sector() {
    long before = 0;
    for (int i = 0; i < segment; i++) {
      before += bio.segments().get(i).length();
    }
    return bio.sector() + (before + at) / Content.SECTOR;
  }

  long sectors() {
    return length / Content.SECTOR;
  }

  /** How many bytes come before a sector. */
  int bytesBefore(long sector) {
    return (int) (sector - sector()) * Content.SECTOR;
  }

  /** The same, cut off after so many bytes. */
  Piece upTo(int bytes) {
    return new Piece(bio, number, segment, at, bytes);
  }

  /** What is in memory there now. */
  Content load() {
    return buffer().load(offset(), length);
  }

  /** Puts bytes into memory there. */
  void store(Content content) {
    buffer().store(offset(), content);
  }

  private DmaBuffer buffer() {
    return bio.segments().get(segment).buffer();
  }

  private int offset() {
    return bio.segments().get(segment).offset() + at;
  }
}
