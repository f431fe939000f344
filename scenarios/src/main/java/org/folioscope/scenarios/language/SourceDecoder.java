package org.folioscope.scenarios.language;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Turns the bytes of a scenario file into text, and refuses what no editor wrote as a scenario. */
final class SourceDecoder {
  /** A scenario is a page of text; a megabyte is a mistake. */
  static final int MAX_BYTES = 1 << 20;

  private SourceDecoder() {}

  static Source decode(String path, byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw new ScenarioException(
          path, Position.START, "the file is larger than 1 MiB; a scenario is a page of text");
    }
    CharBuffer decoded = CharBuffer.allocate(bytes.length);
    ByteBuffer left = ByteBuffer.wrap(bytes);
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(left, decoded, true);
    Source source = source(path, decoded.flip().toString());
    if (result.isError()) {
      int value = Byte.toUnsignedInt(bytes[left.position()]);
      throw source.error(
          source.position(source.length()),
          "byte 0x%02x is not UTF-8; a scenario is a UTF-8 text file".formatted(value));
    }
    return checked(source);
  }

  /** A text without the byte order mark that some editors put before it. */
  static Source source(String path, String text) {
    return new Source(path, text.startsWith("\uFEFF") ? text.substring(1) : text);
  }

  /** Refuses control characters and text without any content. */
  static Source checked(Source source) {
    if (source.length() > MAX_BYTES) {
      throw source.error(
          Position.START, "the text is larger than 1 MiB; a scenario is a page of text");
    }
    for (int i = 0; i < source.length(); i++) {
      int c = source.at(i);
      if (c == 0) {
        throw source.error(source.position(i), "a NUL byte; this is a binary file, not a scenario");
      }
      if (!isText(c)) {
        throw source.error(
            source.position(i), "the character U+%04X cannot stand in a scenario".formatted(c));
      }
    }
    if (source.text().isBlank()) {
      throw source.error(
          Position.START, "the file is empty; a scenario starts with 'scenario: NAME'");
    }
    return source;
  }

  /**
   * What YAML allows, less line breaks that editors do not count and byte order marks inside a
   * text.
   */
  private static boolean isText(int c) {
    return switch (c) {
      case '\t', '\n', '\r' -> true;
      case 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF -> false;
      default -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE;
    };
  }
}
