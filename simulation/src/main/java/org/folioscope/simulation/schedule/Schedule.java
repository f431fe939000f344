package org.folioscope.simulation.schedule;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.folioscope.eventlog.BadInputException;

/**
 * The decisions of one run, written down as deviations from the default. Short enough to be typed:
 * {@link #id} is a word in base 32 which is the same on every machine.
 */
public record Schedule(List<Deviation> deviations) {

  private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";

  /** The schedule without deviations. */
  public static final Schedule DEFAULT = new Schedule(List.of());

  /** The schedule as a word: "0" for the default one. */
  public String id() {
    if (deviations.isEmpty()) {
      return "0";
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Deviation deviation : deviations) {
      number(bytes, deviation.after() + 1L);
      number(bytes, deviation.steps());
      number(bytes, deviation.next());
    }
    return base32(bytes.toByteArray());
  }

  /**
   * The schedule that a word names.
   *
   * @throws BadInputException when it names none
   */
  public static Schedule parse(String id) {
    if (id.equals("0")) {
      return DEFAULT;
    }
    Reader reader = new Reader(id);
    List<Deviation> deviations = new ArrayList<>();
    while (reader.more()) {
      int after = (int) reader.number() - 1;
      long steps = reader.number();
      deviations.add(new Deviation(after, steps, (int) reader.number()));
    }
    Schedule schedule = new Schedule(List.copyOf(deviations));
    if (!schedule.id().equals(id)) {
      throw new BadInputException("not a schedule id: '" + id + "'");
    }
    return schedule;
  }

  private static void number(ByteArrayOutputStream bytes, long value) {
    long rest = value;
    while (rest > 0x7F) {
      bytes.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }

  private static String base32(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int buffer = 0;
    int bits = 0;
    for (byte value : bytes) {
      buffer = (buffer << 8) | (value & 0xFF);
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(DIGITS.charAt((buffer >> bits) & 31));
      }
    }
    if (bits > 0) {
      text.append(DIGITS.charAt((buffer << (5 - bits)) & 31));
    }
    return text.toString();
  }

  private static final class Reader {

    private final String id;
    private final byte[] bytes;
    private int at;

    Reader(String id) {
      this.id = id;
      bytes = new byte[id.length() * 5 / 8];
      int buffer = 0;
      int bits = 0;
      int size = 0;
      for (int i = 0; i < id.length(); i++) {
        int digit = DIGITS.indexOf(id.charAt(i));
        if (digit < 0) {
          throw new BadInputException(
              "not a schedule id: '" + id + "' (character '" + id.charAt(i) + "')");
        }
        buffer = (buffer << 5) | digit;
        bits += 5;
        if (bits >= 8) {
          bits -= 8;
          bytes[size++] = (byte) (buffer >> bits);
        }
      }
    }

    boolean more() {
      return at < bytes.length;
    }

    long number() {
      long value = 0;
      for (int shift = 0; shift < 63; shift += 7) {
        if (at == bytes.length) {
          throw new BadInputException("not a schedule id: '" + id + "' (cut short)");
        }
        byte next = bytes[at++];
        value |= (long) (next & 0x7F) << shift;
        if (next >= 0) {
          return value;
        }
      }
      throw new BadInputException("not a schedule id: '" + id + "' (number too large)");
    }
  }
}
