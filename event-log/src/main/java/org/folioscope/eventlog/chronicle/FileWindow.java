package org.folioscope.eventlog.chronicle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Reads a file that may still be growing through a buffer that moves along. Numbers are
 * little-endian.
 */
final class FileWindow implements AutoCloseable {

  private static final int CHUNK = 128 << 10;
  private static final byte[] ZEROS = new byte[CHUNK];

  private final FileChannel channel;
  private ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
  private long bufferAt;
  private int filled;

  private FileWindow(FileChannel channel) {
    this.channel = channel;
  }

  static FileWindow open(Path path) throws IOException {
    return new FileWindow(FileChannel.open(path, StandardOpenOption.READ));
  }

  /**
   * Brings the bytes into the array; false when the file ends before. What is there already is not
   * read again.
   */
  boolean holds(long at, int count) throws IOException {
    if (at >= bufferAt && at + count <= bufferAt + filled) {
      return true;
    }
    if (at + count > channel.size()) {
      return false;
    }
    int kept = at >= bufferAt ? (int) Math.max(0, bufferAt + filled - at) : 0;
    ByteBuffer target = buffer;
    if (count > target.capacity()) {
      target = ByteBuffer.allocate(count + CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    }
    if (kept > 0) {
      System.arraycopy(buffer.array(), indexOf(at), target.array(), 0, kept);
    }
    buffer = target.clear().position(kept);
    bufferAt = at;
    filled = kept;
    while (filled < count) {
      int read = channel.read(buffer, bufferAt + filled);
      if (read < 0) {
        return false;
      }
      filled += read;
    }
    return true;
  }

  /** The array that holds what {@link #holds} brought, until its next call. */
  byte[] array() {
    return buffer.array();
  }

  /** Where in the array a held byte of the file stands. */
  int indexOf(long at) {
    return (int) (at - bufferAt);
  }

  /** A number of four held bytes. */
  int intAt(long at) {
    return buffer.getInt(indexOf(at));
  }

  /** Reads bytes from here on anew when they are asked for. */
  void forget(long from) {
    filled = (int) Math.max(0, Math.min(filled, from - bufferAt));
  }

  /** The file's length in bytes. */
  long size() throws IOException {
    return channel.size();
  }

  /** How many bytes there are from here on, without the zeros at the end. */
  long restWithoutZeros(long from) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    long rest = 0;
    for (long at = from; ; ) {
      int count = channel.read(chunk.clear(), at);
      if (count <= 0) {
        return rest;
      }
      int used = Arrays.equals(chunk.array(), 0, count, ZEROS, 0, count) ? 0 : count;
      while (used > 0 && chunk.get(used - 1) == 0) {
        used--;
      }
      rest = used == 0 ? rest : at + used - from;
      at += count;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
