package org.folioscope.eventlog.chronicle;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The frame around what we write into one document of the queue, because the queue has no checksum
 * of its own:
 *
 * <pre>
 *   int   length    of the payload, in bytes
 *   long  sequence  the document's number, from 0
 *   ...   payload   first byte: what it is
 *   int   check     CRC32C over all of the above
 * </pre>
 *
 * Numbers are little-endian. A payload that is longer than a document may be is cut into parts,
 * each in a document of its own with {@link #PART} or {@link #LAST_PART} before it; it is in the
 * log once its last part is.
 */
final class Frame {

  static final int BEFORE = Integer.BYTES + Long.BYTES;
  static final int AFTER = Integer.BYTES;

  static final int HEADER = 1;
  static final int STEP = 2;
  static final int END = 3;
  static final int PART = 4;
  static final int LAST_PART = 5;

  /**
   * The queue maps its file block by block, and a document must not be longer than the overlap of
   * two of its blocks.
   */
  static final int LONGEST = 32 << 10;

  /** First in the payload of the header, after its first byte. */
  static final long MAGIC = 0x474F4C4F494C4F46L;

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final CRC32C crc = new CRC32C();
  private long hash = 0x6C6F67L;

  /**
   * Fills in what stands before and after the payload; the frame goes from {@code start} to {@code
   * end}.
   */
  void seal(byte[] array, int start, int end, long sequence) {
    INTS.set(array, start, end - start - BEFORE - AFTER);
    LONGS.set(array, start + Integer.BYTES, sequence);
    INTS.set(array, end - AFTER, check(array, start, end - AFTER));
  }

  /** What is wrong with a frame, or null. */
  @Nullable String fault(byte[] array, int start, int end, long sequence) {
    if (!hasRightLength(array, start, end)) {
      return "a document of " + (end - start) + " bytes with another length in its frame";
    }
    if (!isWhole(array, start, end)) {
      return "its checksum is wrong";
    }
    long found = (long) LONGS.get(array, start + Integer.BYTES);
    return found == sequence ? null : "document " + found + " where " + sequence + " should be";
  }

  /** Whether these bytes are a frame as it was written. */
  boolean isWhole(byte[] array, int start, int end) {
    return hasRightLength(array, start, end)
        && (int) INTS.get(array, end - AFTER) == check(array, start, end - AFTER);
  }

  /** Takes the frame into the hash over all frames. */
  void hash(byte[] array, int start, int end) {
    long h = hash ^ (end - start);
    int i = start;
    for (; i + Long.BYTES <= end; i += Long.BYTES) {
      h = (h ^ (long) LONGS.get(array, i)) * 0xFF51AFD7ED558CCDL;
      h ^= h >>> 32;
    }
    for (; i < end; i++) {
      h = (h ^ (array[i] & 0xFF)) * 0x100000001B3L;
    }
    hash = h ^ (h >>> 29);
  }

  /** The hash over all frames so far. */
  long hash() {
    return hash;
  }

  private static boolean hasRightLength(byte[] array, int start, int end) {
    int length = end - start - BEFORE - AFTER;
    return length > 0 && (int) INTS.get(array, start) == length;
  }

  private int check(byte[] array, int from, int to) {
    crc.reset();
    crc.update(array, from, to - from);
    return (int) crc.getValue();
  }
}
