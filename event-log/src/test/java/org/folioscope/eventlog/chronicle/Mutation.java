package org.folioscope.eventlog.chronicle;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** One way to damage the bytes of a file. */
public enum Mutation {
  BIT_FLIPPED,
  BYTE_REPLACED,
  NOISE,
  ZEROS,
  ONES,
  CUT,
  COPIED,
  BLOCKS_SWAPPED,
  BYTES_INSERTED,
  BYTES_REMOVED,
  FRAME_DUPLICATED,
  FRAME_OVER_FRAME,
  FRAME_REMOVED,
  FRAMES_SWAPPED,
  GARBAGE_BEHIND;

  private static final int LONGEST = 64;
  private static final int LONGEST_GARBAGE = 5_000;

  /** Where a document of the queue begins and ends, its header included. */
  public record Span(int from, int to) {}

  /**
   * The damaged bytes; the given ones stay.
   *
   * @param used how many of the bytes are worth damaging
   * @param documents the documents among them
   */
  public byte[] apply(byte[] bytes, int used, List<Span> documents, Random random) {
    int at = place(used, documents, random);
    int count = Math.min(used - at, 1 + random.nextInt(LONGEST));
    byte[] result = bytes.clone();
    switch (this) {
      case BIT_FLIPPED -> result[at] ^= (byte) (1 << random.nextInt(8));
      case BYTE_REPLACED -> result[at] = (byte) random.nextInt();
      case NOISE -> put(noise(count, random), result, at);
      case ZEROS -> Arrays.fill(result, at, at + count, (byte) 0);
      case ONES -> Arrays.fill(result, at, at + count, (byte) -1);
      case CUT -> result = Arrays.copyOf(bytes, at);
      case COPIED -> {
        int from = random.nextInt(used - count + 1) & -Integer.BYTES;
        System.arraycopy(bytes, from, result, at & -Integer.BYTES, count);
      }
      case BLOCKS_SWAPPED -> {
        int from = random.nextInt(used - count + 1);
        System.arraycopy(bytes, from, result, at, count);
        System.arraycopy(bytes, at, result, from, count);
      }
      case BYTES_INSERTED -> result = splice(bytes, at, at, noise(count, random));
      case BYTES_REMOVED -> result = splice(bytes, at, at + count, new byte[0]);
      default -> result = frames(bytes, documents, random);
    }
    return result;
  }

  /** Mostly within a document, since between them are the queue's own, which nobody reads. */
  private static int place(int used, List<Span> documents, Random random) {
    if (documents.isEmpty() || random.nextInt(4) == 0) {
      return random.nextInt(used);
    }
    Span span = documents.get(random.nextInt(documents.size()));
    return span.from() + random.nextInt(span.to() - span.from());
  }

  private byte[] frames(byte[] bytes, List<Span> documents, Random random) {
    if (this == GARBAGE_BEHIND || documents.size() < 2) {
      byte[] garbage = noise(1 + random.nextInt(LONGEST_GARBAGE), random);
      return splice(bytes, bytes.length, bytes.length, garbage);
    }
    Span one = documents.get(random.nextInt(documents.size()));
    Span other = documents.get(random.nextInt(documents.size()));
    byte[] first = Arrays.copyOfRange(bytes, one.from(), one.to());
    return switch (this) {
      case FRAME_DUPLICATED -> splice(bytes, one.to(), one.to(), first);
      case FRAME_OVER_FRAME -> splice(bytes, other.from(), other.to(), first);
      case FRAME_REMOVED -> splice(bytes, one.from(), one.to(), new byte[0]);
      default -> swap(bytes, one, other);
    };
  }

  private static byte[] swap(byte[] bytes, Span one, Span other) {
    Span low = one.from() <= other.from() ? one : other;
    Span high = low == one ? other : one;
    byte[] first = Arrays.copyOfRange(bytes, low.from(), low.to());
    byte[] second = Arrays.copyOfRange(bytes, high.from(), high.to());
    return splice(splice(bytes, high.from(), high.to(), first), low.from(), low.to(), second);
  }

  private static byte[] splice(byte[] bytes, int from, int to, byte[] patch) {
    byte[] result = Arrays.copyOf(bytes, bytes.length - (to - from) + patch.length);
    put(patch, result, from);
    System.arraycopy(bytes, to, result, from + patch.length, bytes.length - to);
    return result;
  }

  private static byte[] noise(int count, Random random) {
    byte[] noise = new byte[count];
    random.nextBytes(noise);
    return noise;
  }

  private static void put(byte[] patch, byte[] target, int at) {
    System.arraycopy(patch, 0, target, at, patch.length);
  }
}
