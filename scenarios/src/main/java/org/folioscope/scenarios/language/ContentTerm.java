package org.folioscope.scenarios.language;

import io.vavr.collection.Vector;

/** How file data is written: {@code fill(byte)} and {@code pattern(seed, [offset])}. */
final class ContentTerm {
  static final Vector<String> NAMES = Vector.of("fill", "pattern");

  private ContentTerm() {}

  /** What is wrong with such an expression; empty if nothing is. */
  static String problem(Argument.Nested term) {
    String name = Literals.shortened(term.name());
    if (!NAMES.contains(term.name())) {
      return "unknown expression '%s(…)'%s".formatted(name, DidYouMean.hint(term.name(), NAMES));
    }
    boolean fill = term.name().equals("fill");
    boolean numbers = term.arguments().forAll(argument -> isNumber(argument, fill ? 0xFF : -1));
    int given = term.arguments().size();
    if (fill) {
      return numbers && given == 1 ? "" : "fill takes one byte, such as fill(0xAB)";
    }
    return numbers && (given == 1 || given == 2)
        ? ""
        : "pattern takes a seed, such as pattern(7), and where in the pattern to begin, such as"
            + " pattern(7, 512)";
  }

  private static boolean isNumber(Argument argument, long most) {
    return argument instanceof Argument.Int number
        && number.value() >= 0
        && (most < 0 || number.value() <= most);
  }
}
