package org.folioscope.scenarios.builder;

import java.time.Duration;
import org.folioscope.scenarios.language.Argument;
import org.folioscope.scenarios.language.Position;

/** Java values as arguments of calls. */
final class Arguments {

  private Arguments() {}

  /** The argument as a call line has it. */
  static String written(Object value) {
    return switch (value) {
      case Expression expression -> expression.written();
      case Long number -> number.toString();
      case Integer number -> number.toString();
      case String expression -> expression;
      case Duration time -> new Argument.Duration(time.toNanos(), new Position(1, 1)).toString();
      default ->
          throw new IllegalArgumentException(
              "an argument is a number, a Duration, a name or expression in a string, or one of"
                  + " Terms; found a "
                  + value.getClass().getName());
    };
  }

  static boolean isNamed(Object value) {
    return value instanceof Expression.Written argument && argument.named();
  }
}
