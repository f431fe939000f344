package org.folioscope.eventlog.chronicle;

import java.util.Arrays;
import org.folioscope.eventlog.log.codec.ByteSource;

/** Reads payloads out of their frames, and verifies every frame: length, check, sequence. */
final class FrameReader implements AutoCloseable {

  /** What comes next in the file. */
  enum Found {
    /** A whole payload. */
    PAYLOAD,
    /** Nothing any more, or not yet. */
    NOTHING,
    /** A document or a row of parts that was not finished. */
    OPEN,
    /** The end of the file where more should be. */
    CUT,
    /** Something that was not written so. */
    DAMAGED
  }

  private final QueueFile file;
  private final Frame frame = new Frame();
  private byte[] parts = new byte[0];
  private int partsLength;
  private long sequence;
  private long hashBefore;
  private boolean assembled;
  private String fault = "";

  FrameReader(QueueFile file) {
    this.file = file;
  }

  /** Goes to the next payload. */
  Found next() {
    if (partsLength == 0 || assembled) {
      partsLength = 0;
      assembled = false;
      hashBefore = frame.hash();
    }
    while (file.next()) {
      String found = frame.fault(file.array(), file.start(), file.end(), sequence);
      if (found != null && file.reread()) {
        found = frame.fault(file.array(), file.start(), file.end(), sequence);
      }
      if (found != null) {
        return damaged(found);
      }
      sequence++;
      frame.hash(file.array(), file.start(), file.end());
      int kind = file.array()[file.start() + Frame.BEFORE];
      if (kind == Frame.PART || kind == Frame.LAST_PART) {
        keepPart();
        assembled = kind == Frame.LAST_PART;
      } else if (partsLength > 0) {
        return damaged("a document of kind " + kind + " among the parts of another");
      }
      if (kind != Frame.PART) {
        return Found.PAYLOAD;
      }
    }
    return switch (file.stop()) {
      case NOTHING -> partsLength == 0 ? Found.NOTHING : Found.OPEN;
      case OPEN -> Found.OPEN;
      case CUT -> Found.CUT;
      case DAMAGED -> damaged("these bytes are no document");
    };
  }

  /** Gives the payload that was found to the source; good until the next call of {@link #next}. */
  void payload(ByteSource source) {
    if (assembled) {
      source.reset(parts, 0, partsLength);
    } else {
      source.reset(file.array(), file.start() + Frame.BEFORE, file.end() - Frame.AFTER);
    }
  }

  /** The hash over all frames before the payload that was found. */
  long hashBefore() {
    return hashBefore;
  }

  /** What is wrong where something is damaged. */
  String fault() {
    return fault;
  }

  /** Where in the file we are, in bytes. */
  long position() {
    return file.position();
  }

  @Override
  public void close() {
    file.close();
  }

  private void keepPart() {
    int from = file.start() + Frame.BEFORE + 1;
    int count = file.end() - Frame.AFTER - from;
    if (parts.length < partsLength + count) {
      parts = Arrays.copyOf(parts, Math.max(parts.length * 2, partsLength + count));
    }
    System.arraycopy(file.array(), from, parts, partsLength, count);
    partsLength += count;
  }

  private Found damaged(String what) {
    fault = what;
    return Found.DAMAGED;
  }
}
