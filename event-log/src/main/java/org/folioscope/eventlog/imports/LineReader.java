package org.folioscope.eventlog.imports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Takes a stream apart at line feeds and counts. Bytes, because a line may be no text at all. */
final class LineReader {

  private final InputStream in;
  private final byte[] buffer = new byte[64 << 10];
  private int position;
  private int filled;
  private int lines;

  LineReader(InputStream in) {
    this.in = in;
  }

  /** The next line without its line feed, or null after the last. */
  byte @Nullable [] next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean any = false;
    while (fill()) {
      any = true;
      int end = position;
      while (end < filled && buffer[end] != '\n') {
        end++;
      }
      line.write(buffer, position, end - position);
      position = end + 1;
      if (end < filled) {
        break;
      }
    }
    lines++;
    return any ? line.toByteArray() : null;
  }

  /** The number of the line that was asked for last, from 1. */
  int number() {
    return lines;
  }

  private boolean fill() throws IOException {
    if (position >= filled) {
      position = 0;
      filled = Math.max(0, in.read(buffer));
    }
    return filled > 0;
  }
}
