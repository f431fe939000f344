package org.folioscope.cli.verb;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes in UTF-8 on their way to a writer. Lines end at single bytes, so each is decoded whole. */
final class WriterStream extends OutputStream {

  private static final int LONGEST = 8192;

  private final Writer writer;
  private byte[] line = new byte[LONGEST];
  private int length;

  private WriterStream(Writer writer) {
    this.writer = writer;
  }

  static OutputStream to(Writer writer) {
    return new BufferedOutputStream(new WriterStream(writer));
  }

  @Override
  public void write(int value) throws IOException {
    if (length == line.length) {
      line = Arrays.copyOf(line, length * 2);
    }
    line[length++] = (byte) value;
    if (value == '\n') {
      flushLine();
    }
  }

  @Override
  public void flush() throws IOException {
    flushLine();
    writer.flush();
  }

  private void flushLine() throws IOException {
    writer.write(new String(line, 0, length, StandardCharsets.UTF_8));
    length = 0;
  }
}
