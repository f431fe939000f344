package org.folioscope.eventlog.log.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.folioscope.eventlog.content.Content;
import org.jspecify.annotations.Nullable;

/**
 * A growing array of bytes that values are encoded into; little-endian, small numbers in few bytes.
 */
public final class ByteSink {

  static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int VARINT_MAX = 10;

  private final BlobStore blobs;
  private byte[] bytes = new byte[1024];
  private int position;

  /** An empty sink that puts long contents into the given store. */
  public ByteSink(BlobStore blobs) {
    this.blobs = blobs;
  }

  /**
   * The array behind the sink: its first {@link #position} bytes are written. Valid until the next
   * write.
   */
  public byte[] array() {
    return bytes;
  }

  /** How many bytes are written. */
  public int position() {
    return position;
  }

  /** Forgets everything after the first {@code length} bytes. */
  public void truncate(int length) {
    position = length;
  }

  /** One byte. */
  public void writeByte(int value) {
    room(1);
    bytes[position++] = (byte) value;
  }

  /** A number that is never negative and mostly small; a negative one takes ten bytes. */
  public void writeVarint(long value) {
    room(VARINT_MAX);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[position++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[position++] = (byte) rest;
  }

  /** A number that may be negative and is mostly near zero. */
  public void writeZigzag(long value) {
    writeVarint((value << 1) ^ (value >> 63));
  }

  /** Four bytes. */
  public void writeFixedInt(int value) {
    room(Integer.BYTES);
    INTS.set(bytes, position, value);
    position += Integer.BYTES;
  }

  /** Eight bytes. */
  public void writeFixedLong(long value) {
    room(Long.BYTES);
    LONGS.set(bytes, position, value);
    position += Long.BYTES;
  }

  /** Replaces four bytes written before. */
  public void setFixedInt(int at, int value) {
    INTS.set(bytes, at, value);
  }

  /** Bytes as they are, without their count. */
  public void writeBytes(byte[] source) {
    room(source.length);
    System.arraycopy(source, 0, bytes, position, source.length);
    position += source.length;
  }

  /** A text or null. */
  public void writeText(@Nullable String text) {
    if (text == null) {
      writeVarint(0);
      return;
    }
    byte[] utf = text.getBytes(StandardCharsets.UTF_8);
    writeVarint(utf.length + 1L);
    writeBytes(utf);
  }

  /** The description of a content, or null; a blob goes to the store. */
  public void writeContent(@Nullable Content content) {
    if (content == null) {
      writeByte(0);
      return;
    }
    writeByte(content.kind().ordinal() + 1);
    writeVarint(content.length());
    switch (content.kind()) {
      case FILL -> writeByte((int) content.seed());
      case PATTERN -> {
        writeZigzag(content.seed());
        writeVarint(content.offset());
      }
      case LITERAL -> writeBytes(content.bytes());
      case BLOB -> {
        writeFixedLong(content.hash());
        writeVarint(blobs.put(content));
      }
    }
  }

  /** Begins bytes that are preceded by their count; returns what {@link #endBlock} needs. */
  public int beginBlock() {
    writeByte(0);
    return position;
  }

  /** Ends what {@link #beginBlock} began. */
  public void endBlock(int start) {
    int length = position - start;
    int more = 0;
    for (int rest = length >>> 7; rest != 0; rest >>>= 7) {
      more++;
    }
    if (more > 0) {
      room(more);
      System.arraycopy(bytes, start, bytes, start + more, length);
    }
    position = start - 1;
    writeVarint(length);
    position += length;
  }

  private void room(int count) {
    if (bytes.length - position < count) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, position + count));
    }
  }
}
