package org.folioscope.scenarios.oracle;

import org.folioscope.eventlog.content.Content;
import org.jspecify.annotations.Nullable;

/**
 * A change of a file, by a program or a device, and when it happened.
 *
 * @param length how many bytes are concerned
 * @param content what they are then; null for zeroes, or for what they were if the kind says so
 * @param begin the number of the event before which the bytes were certainly not changed
 * @param end the number of the event after which they certainly were and the writer was done;
 *     {@link #OPEN} while it is not
 * @param certain false if the bytes may have arrived or not: they are right where they are found,
 *     and so is what stood there before
 */
record Change(
    int inode,
    Kind kind,
    long position,
    long length,
    @Nullable Content content,
    long begin,
    long end,
    boolean certain) {

  static final long OPEN = Long.MAX_VALUE;

  /** A change that does nothing. */
  static final Change NOTHING = new Change(0, Kind.EXTEND, 0, 0, null, 0, 0, false);

  /** What a change does beside changing bytes. */
  enum Kind {
    /** The file reaches at least to the end of the bytes. */
    WRITE,
    /** Through memory: beyond the end of the file the bytes are in the page only. */
    STORE,
    /** Into a page that a device holds, whether the page is still the file's or not. */
    DEVICE,
    /** The file ends at the position; from there on everything is zero. */
    TRUNCATE,
    /** The bytes are zero. */
    EMPTY,
    /** The bytes are zero, and the file reaches at least to their end. */
    EMPTY_AND_EXTEND,
    /** The bytes stay, and the file reaches at least to their end. */
    EXTEND
  }

  /** Bytes that are known. */
  static Change of(
      int inode, Kind kind, long position, Content content, Period period, boolean certain) {
    return new Change(
        inode, kind, position, content.length(), content, period.begin(), period.end(), certain);
  }

  /** From one event to another. */
  record Period(long begin, long end) {}

  boolean covers(long at) {
    return kind != Kind.EXTEND && at >= position && at - position < length;
  }

  /** Whether any byte of a range is covered. */
  boolean touches(long from, long count) {
    return kind != Kind.EXTEND && position < from + count && from - position < length;
  }

  int byteAt(long at) {
    return content == null ? 0 : content.byteAt((int) (at - position));
  }

  /** The bytes of a range that is covered as a whole. */
  Content part(long from, int count) {
    return content == null ? Content.fill(0, count) : content.slice((int) (from - position), count);
  }

  /** How long the file is at least after the change; of a truncation how long it is. */
  long size() {
    return switch (kind) {
      case WRITE, EMPTY_AND_EXTEND, EXTEND -> position + length;
      case TRUNCATE -> position;
      case STORE, DEVICE, EMPTY -> 0;
    };
  }

  boolean truncates() {
    return kind == Kind.TRUNCATE;
  }

  /** The first byte after those concerned. */
  long after() {
    return length > Long.MAX_VALUE - position ? Long.MAX_VALUE : position + length;
  }

  /** The same of the bytes between two positions only. */
  Change between(long from, long to) {
    boolean whole = from == position && to == after();
    return whole
        ? this
        : new Change(
            inode,
            kind,
            from,
            to - from,
            content == null ? null : content.slice((int) (from - position), (int) (to - from)),
            begin,
            end,
            certain);
  }

  /** The same, of which nobody can say whether it arrived. */
  Change unconfirmed() {
    return new Change(inode, kind, position, length, content, begin, end, false);
  }

  /** The same at another position. */
  Change at(long other) {
    return new Change(inode, kind, other, length, content, begin, end, certain);
  }

  /** Zeroes from there on, at the same time. */
  Change emptiedFrom(long other) {
    return new Change(inode, Kind.EMPTY, other, OPEN, null, begin, end, certain);
  }

  /** The same of another file. */
  Change of(int other) {
    return new Change(other, kind, position, length, content, begin, end, certain);
  }

  /** Whether it was certainly over when the other one began. */
  boolean before(Change other) {
    return end < other.begin;
  }

  /** The same, over at an event. */
  Change endedAt(long event) {
    return new Change(inode, kind, position, length, content, begin, event, certain);
  }
}
