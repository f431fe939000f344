package org.folioscope.scenarios.language;

import io.vavr.control.Either;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers as scenarios write them: {@code 4096}, {@code 0x1000}, {@code 4K}, {@code 5s}. Left is
 * what is wrong.
 */
final class Literals {
  private static final Pattern NUMBER =
      Pattern.compile("(0[xX][0-9a-fA-F]+|[0-9]+)([A-Za-z_0-9]*)");

  private Literals() {}

  /** An integer or size, in units or bytes, or a duration, at a position. */
  static Either<String, Argument> number(String text, Position position) {
    Matcher matcher = NUMBER.matcher(text);
    if (text.length() > LONGEST || !matcher.matches()) {
      return Either.left("'" + shortened(text) + "' is not a number; write 4096, 0x1000, 4K or 5s");
    }
    String digits = matcher.group(1);
    boolean hex = digits.length() > 1 && Character.toLowerCase(digits.charAt(1)) == 'x';
    BigInteger value = hex ? new BigInteger(digits.substring(2), 16) : new BigInteger(digits);
    String suffix = matcher.group(2);
    return switch (suffix) {
      case "" -> integer(value, 1, text, position);
      case "K" -> integer(value, 1L << 10, text, position);
      case "M" -> integer(value, 1L << 20, text, position);
      case "G" -> integer(value, 1L << 30, text, position);
      case "ns" -> duration(value, 1L, text, position);
      case "us" -> duration(value, 1_000L, text, position);
      case "ms" -> duration(value, 1_000_000L, text, position);
      case "s" -> duration(value, 1_000_000_000L, text, position);
      default ->
          Either.left(
              "'%s' has the unknown suffix '%s'; sizes end in K, M or G, durations in ns, us, ms or s"
                  .formatted(text, suffix));
    };
  }

  /** A size in bytes, not negative. */
  static Either<String, Long> size(String text) {
    return number(text, Position.START)
        .flatMap(argument ->
            argument instanceof Argument.Int size
                ? Either.right(size.value())
                : Either.left("'" + text + "' is a duration; write a size such as 4096 or 4K"));
  }

  private static final int LONGEST = 40;

  private static Either<String, Argument> integer(
      BigInteger value, long unit, String text, Position at) {
    return bounded(value, unit, text).map(number -> new Argument.Int(number, at));
  }

  private static Either<String, Argument> duration(
      BigInteger value, long unit, String text, Position at) {
    return bounded(value, unit, text).map(nanos -> new Argument.Duration(nanos, at));
  }

  private static Either<String, Long> bounded(BigInteger value, long unit, String text) {
    BigInteger product = value.multiply(BigInteger.valueOf(unit));
    return product.bitLength() < Long.SIZE
        ? Either.right(product.longValue())
        : Either.left("'" + text + "' does not fit into 63 bits");
  }

  /** Text for a message: never longer than a line can bear. */
  static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
