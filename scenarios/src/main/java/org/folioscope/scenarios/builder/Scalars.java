package org.folioscope.scenarios.builder;

import io.vavr.collection.Vector;
import java.util.Locale;
import java.util.regex.Pattern;

/** Writes single values in YAML: plain where that is certain to be read as the same text. */
final class Scalars {

  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");
  private static final Pattern SENTENCE =
      Pattern.compile("[A-Za-z_]([A-Za-z0-9_ ,.;?!()'/|\"\\[\\]+*=-]*[A-Za-z0-9_,.;?!()'/\\]])?");
  private static final Vector<String> TAKEN =
      Vector.of("null", "true", "false", "yes", "no", "on", "off", "y", "n");

  private Scalars() {}

  /** A key or a value between brackets. */
  static String word(String text) {
    return WORD.matcher(text).matches() && !isTaken(text) ? text : quoted(text);
  }

  /** A value at the end of a line. */
  static String sentence(String text) {
    return SENTENCE.matcher(text).matches() && !isTaken(text) ? text : quoted(text);
  }

  /** A call at the end of a line: single quotes where double ones would need escapes. */
  static String call(String text) {
    String plain = sentence(text);
    boolean asItIs = plain.equals(text) || text.codePoints().anyMatch(c -> !isVisible(c));
    return asItIs ? plain : "'" + text.replace("'", "''") + "'";
  }

  /** Whether the text can stand as it is in a block of lines. */
  static boolean fitsBlock(String text) {
    return text.contains("\n") && text.codePoints().allMatch(c -> c == '\n' || isVisible(c));
  }

  private static boolean isTaken(String text) {
    return TAKEN.contains(text.toLowerCase(Locale.ROOT));
  }

  static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints().forEach(c -> escape(out, c));
    return out.append('"').toString();
  }

  private static void escape(StringBuilder out, int c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (isVisible(c)) {
          out.appendCodePoint(c);
        } else {
          out.append(c > 0xFFFF ? "\\U%08x".formatted(c) : "\\u%04x".formatted(c));
        }
      }
    }
  }

  /** What may stand in a scenario's text as itself. */
  private static boolean isVisible(int c) {
    return !Character.isISOControl(c)
        && Character.getType(c) != Character.SURROGATE
        && c != 0x2028
        && c != 0x2029
        && c != 0xFEFF
        && c != 0xFFFE
        && c != 0xFFFF;
  }
}
