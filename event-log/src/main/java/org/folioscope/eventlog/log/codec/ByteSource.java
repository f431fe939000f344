package org.folioscope.eventlog.log.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.folioscope.eventlog.content.Content;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that values are decoded from: what {@link ByteSink} wrote. Every method throws {@link
 * MalformedBytesException} at anything else.
 */
public final class ByteSource {

  private static final Content.Kind[] KINDS = Content.Kind.values();
  private static final int VARINT_BITS = 64;

  private final BlobStore blobs;
  private byte[] bytes = new byte[0];
  private int position;
  private int limit;

  /** An empty source that looks up long contents in the given store. */
  public ByteSource(BlobStore blobs) {
    this.blobs = blobs;
  }

  /**
   * Goes on with the bytes {@code from} (inclusive) {@code to} (exclusive) of an array, which is
   * not copied.
   */
  public void reset(byte[] array, int from, int to) {
    bytes = array;
    position = from;
    limit = to;
  }

  /** The index of the next byte in the array. */
  public int position() {
    return position;
  }

  /** How many bytes are left. */
  public int remaining() {
    return limit - position;
  }

  /** One byte, 0 to 255. */
  public int readByte() {
    require(1);
    return bytes[position++] & 0xFF;
  }

  /** What {@link ByteSink#writeVarint} wrote. */
  public long readVarint() {
    long value = 0;
    for (int shift = 0; shift < VARINT_BITS; shift += 7) {
      int next = readByte();
      value |= (next & 0x7FL) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new MalformedBytesException("a number of more than 64 bits");
  }

  /** A count of things of which each takes at least one of the bytes left. */
  public int readCount() {
    long count = readVarint();
    if (count < 0 || count > remaining()) {
      throw new MalformedBytesException(
          "a count of " + count + " with " + remaining() + " bytes left");
    }
    return (int) count;
  }

  /** What {@link ByteSink#writeZigzag} wrote. */
  public long readZigzag() {
    long value = readVarint();
    return (value >>> 1) ^ -(value & 1);
  }

  /** A zigzag number that fits into an int. */
  public int readInt() {
    long value = readZigzag();
    if (value != (int) value) {
      throw new MalformedBytesException(value + " is not an int");
    }
    return (int) value;
  }

  /** One byte, 0 or 1. */
  public boolean readBoolean() {
    int value = readByte();
    if (value > 1) {
      throw new MalformedBytesException(value + " is not a boolean");
    }
    return value == 1;
  }

  /** Four bytes. */
  public int readFixedInt() {
    require(Integer.BYTES);
    int value = (int) ByteSink.INTS.get(bytes, position);
    position += Integer.BYTES;
    return value;
  }

  /** Eight bytes. */
  public long readFixedLong() {
    require(Long.BYTES);
    long value = (long) ByteSink.LONGS.get(bytes, position);
    position += Long.BYTES;
    return value;
  }

  /** So many bytes as they are. */
  public byte[] readBytes(int count) {
    require(count);
    byte[] result = Arrays.copyOfRange(bytes, position, position + count);
    position += count;
    return result;
  }

  /** A text or null. */
  public @Nullable String readText() {
    int count = (int) Math.min(readVarint() - 1, Integer.MAX_VALUE);
    if (count < 0) {
      return null;
    }
    require(count);
    String text = new String(bytes, position, count, StandardCharsets.UTF_8);
    position += count;
    return text;
  }

  /** A text that is not null. */
  public String readPresentText() {
    String text = readText();
    if (text == null) {
      throw new MalformedBytesException("a text is missing");
    }
    return text;
  }

  /** A content or null. */
  public @Nullable Content readContent() {
    int kind = readByte();
    if (kind == 0) {
      return null;
    }
    if (kind > KINDS.length) {
      throw new MalformedBytesException(kind + " is no kind of content");
    }
    long length = readVarint();
    if (length < 0 || length > Integer.MAX_VALUE) {
      throw new MalformedBytesException("a content of " + length + " bytes");
    }
    return switch (KINDS[kind - 1]) {
      case FILL -> Content.fill(readByte(), (int) length);
      case PATTERN -> Content.pattern(readZigzag(), readVarint(), (int) length);
      case LITERAL -> Content.of(readBytes((int) length));
      case BLOB -> readBlob((int) length);
    };
  }

  /** Begins a block: the index of the first byte after it. */
  public int readBlockEnd() {
    return readCount() + position;
  }

  private Content readBlob(int length) {
    long digest = readFixedLong();
    Content blob = blobs.get(readVarint(), digest);
    if (blob.length() != length) {
      throw new MalformedBytesException(
          "a blob of " + blob.length() + " bytes where " + length + " were written");
    }
    return blob;
  }

  private void require(int count) {
    if (count < 0 || count > limit - position) {
      throw new MalformedBytesException(
          (limit - position) + " bytes left where " + count + " are needed");
    }
  }
}
