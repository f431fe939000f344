package org.folioscope.eventlog.content;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Immutable bytes of file data, with the short description of how they came about, if there is one.
 * Equal by bytes, whatever the description. Events carry a content as its description; bytes of
 * folios and disk blocks are arrays of contents of one sector.
 */
public final class Content {

  /** How a content is described. */
  public enum Kind {
    /** Every byte is the same. */
    FILL,
    /** The bytes of a pseudo-random stream from an offset on. */
    PATTERN,
    /** At most {@link #LITERAL_MAX} bytes, given one by one. */
    LITERAL,
    /** More bytes without a description. */
    BLOB
  }

  /** The longest content that an event carries byte for byte. */
  public static final int LITERAL_MAX = 64;

  /** Bytes in a sector. */
  public static final int SECTOR = 512;

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final Content[] SECTOR_FILLS = new Content[256];

  static {
    for (int value = 0; value < SECTOR_FILLS.length; value++) {
      SECTOR_FILLS[value] = new Content(Kind.FILL, value, 0, SECTOR, null);
    }
  }

  private final Kind kind;
  private final long seed;
  private final long offset;
  private final int length;
  private byte @Nullable [] bytes;
  private long hash;

  private Content(Kind kind, long seed, long offset, int length, byte @Nullable [] bytes) {
    this.kind = kind;
    this.seed = seed;
    this.offset = offset;
    this.length = length;
    this.bytes = bytes;
  }

  /** {@code length} times the byte {@code value} (0 to 255). */
  public static Content fill(int value, int length) {
    return length == SECTOR
        ? SECTOR_FILLS[value & 0xFF]
        : new Content(Kind.FILL, value & 0xFF, 0, length, null);
  }

  /**
   * {@code length} bytes of the stream that {@code seed} names, beginning at {@code offset} of the
   * stream.
   */
  public static Content pattern(long seed, long offset, int length) {
    return new Content(Kind.PATTERN, seed, offset, length, null);
  }

  /** The given bytes, described in the shortest way that shows in them. */
  public static Content of(byte[] bytes) {
    if (bytes.length > 0 && allEqual(bytes)) {
      return fill(bytes[0], bytes.length);
    }
    return new Content(
        bytes.length <= LITERAL_MAX ? Kind.LITERAL : Kind.BLOB, 0, 0, bytes.length, bytes.clone());
  }

  /** The parts one after the other. */
  public static Content concat(List<Content> parts) {
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    int length = parts.stream().mapToInt(Content::length).sum();
    if (!parts.isEmpty() && followOnEachOther(parts)) {
      Content first = parts.getFirst();
      return first.kind == Kind.FILL
          ? fill((int) first.seed, length)
          : pattern(first.seed, first.offset, length);
    }
    byte[] all = new byte[length];
    int at = 0;
    for (Content part : parts) {
      System.arraycopy(part.raw(), 0, all, at, part.length);
      at += part.length;
    }
    return of(all);
  }

  /** The kind of description. */
  public Kind kind() {
    return kind;
  }

  /** The fill value, or the seed of a pattern; 0 otherwise. */
  public long seed() {
    return seed;
  }

  /** Where in a pattern's stream this begins; 0 otherwise. */
  public long offset() {
    return offset;
  }

  /** The number of bytes. */
  public int length() {
    return length;
  }

  /** The byte at an index, 0 to 255. */
  public int byteAt(int index) {
    return kind == Kind.FILL ? (int) seed : raw()[index] & 0xFF;
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return raw().clone();
  }

  /** The bytes from {@code from} on. */
  public Content slice(int from, int count) {
    if (from == 0 && count == length) {
      return this;
    }
    return switch (kind) {
      case FILL -> fill((int) seed, count);
      case PATTERN -> pattern(seed, offset + from, count);
      case LITERAL, BLOB -> of(Arrays.copyOfRange(raw(), from, from + count));
    };
  }

  /** These bytes with those at {@code at} replaced by the patch. */
  public Content with(int at, Content patch) {
    if (patch.length == length) {
      return patch;
    }
    return concat(
        List.of(slice(0, at), patch, slice(at + patch.length, length - at - patch.length)).stream()
            .filter(part -> part.length > 0)
            .toList());
  }

  /** A 64-bit hash of the bytes, equal in every process. */
  public long hash() {
    if (hash == 0) {
      hash = hashOf(raw());
    }
    return hash;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Content that
        && length == that.length
        && (this == that || (hash() == that.hash() && Arrays.equals(raw(), that.raw())));
  }

  @Override
  public int hashCode() {
    return Long.hashCode(hash());
  }

  @Override
  public String toString() {
    return switch (kind) {
      case FILL -> String.format("fill(0x%02X)*%d", seed, length);
      case PATTERN -> "pattern(" + seed + (offset == 0 ? "" : "@" + offset) + ")*" + length;
      case LITERAL -> "bytes(" + HexFormat.of().formatHex(raw()) + ")";
      case BLOB -> String.format("blob(%016x)*%d", hash(), length);
    };
  }

  private byte[] raw() {
    byte[] result = bytes;
    if (result == null) {
      result = new byte[length];
      if (kind == Kind.FILL) {
        Arrays.fill(result, (byte) seed);
      } else {
        for (int i = 0; i < length; i++) {
          result[i] = streamByte(seed, offset + i);
        }
      }
      bytes = result;
    }
    return result;
  }

  private static byte streamByte(long seed, long position) {
    long z = seed * 0x9E3779B97F4A7C15L + (position >>> 3) + 1;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    z ^= z >>> 31;
    return (byte) (z >>> ((position & 7) * 8));
  }

  private static boolean followOnEachOther(List<Content> parts) {
    Content first = parts.getFirst();
    long next = first.offset;
    for (Content part : parts) {
      boolean same = part.kind == first.kind && part.seed == first.seed;
      boolean goesOn =
          first.kind == Kind.FILL || (first.kind == Kind.PATTERN && part.offset == next);
      if (!same || !goesOn) {
        return false;
      }
      next += part.length;
    }
    return true;
  }

  private static boolean allEqual(byte[] bytes) {
    for (byte value : bytes) {
      if (value != bytes[0]) {
        return false;
      }
    }
    return true;
  }

  private static long hashOf(byte[] bytes) {
    long result = bytes.length + 0x9E3779B97F4A7C15L;
    int i = 0;
    for (; i + 8 <= bytes.length; i += 8) {
      result = (result ^ (long) WORDS.get(bytes, i)) * 0xFF51AFD7ED558CCDL;
      result ^= result >>> 32;
    }
    for (; i < bytes.length; i++) {
      result = (result ^ (bytes[i] & 0xFF)) * 0x100000001B3L;
    }
    result ^= result >>> 29;
    return result == 0 ? 1 : result;
  }
}
