package org.folioscope.scenarios.language;

import io.vavr.collection.Vector;

/** Writes calls in one canonical way; reading the result gives the same call. */
final class CallPrinter {
  private static final Vector<String> SIZES = Vector.of("", "K", "M", "G");
  private static final Vector<String> TIMES = Vector.of("ns", "us", "ms", "s");

  private CallPrinter() {}

  static String call(Call call) {
    return call.expected().isEmpty()
        ? invocation(call)
        : invocation(call) + " = " + ExpectedResult.text(call.expected());
  }

  static String invocation(Call call) {
    Vector<String> written = call.arguments().map(Argument::toString);
    Vector<String> named = call.named().map(argument -> argument.name() + "=" + argument.value());
    String assigned = call.variable().map(variable -> variable + " = ").getOrElse("");
    return assigned + call.name() + written.appendAll(named).mkString("(", ", ", ")");
  }

  static String integer(long value) {
    return largest(value, 1024, SIZES);
  }

  static String duration(long nanos) {
    return largest(nanos, 1000, TIMES);
  }

  private static String largest(long value, int step, Vector<String> units) {
    long rest = value;
    int unit = 0;
    while (rest != 0 && rest % step == 0 && unit + 1 < units.size()) {
      rest /= step;
      unit++;
    }
    return rest + units.get(unit);
  }

  static String operand(Argument argument) {
    return argument instanceof Argument.Arithmetic ? "(" + argument + ")" : argument.toString();
  }

  static String quoted(String value) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default ->
            out.append(c < ' ' || c == 0x7f ? "\\x%02x".formatted((int) c) : String.valueOf(c));
      }
    }
    return out.append('"').toString();
  }
}
