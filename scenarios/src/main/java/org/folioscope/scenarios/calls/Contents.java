package org.folioscope.scenarios.calls;

import java.nio.charset.StandardCharsets;
import org.folioscope.eventlog.content.Content;
import org.folioscope.scenarios.language.Argument;

/** File data as scenarios write it. */
public final class Contents {

  private Contents() {}

  /**
   * The bytes of {@code fill(0xAB)}, {@code pattern(7)}, {@code pattern(7, 512)}, or a string,
   * whose length is its own.
   */
  public static Content of(Argument term, int length) {
    return switch (term) {
      case Argument.Text text -> Content.of(text.value().getBytes(StandardCharsets.UTF_8));
      case Argument.Nested nested when nested.name().equals("fill") ->
          Content.fill((int) number(nested, 0), length);
      case Argument.Nested nested when nested.name().equals("pattern") ->
          Content.pattern(
              number(nested, 0), nested.arguments().size() > 1 ? number(nested, 1) : 0, length);
      default -> throw new IllegalArgumentException("'" + term + "' is no content");
    };
  }

  private static long number(Argument.Nested term, int index) {
    return ((Argument.Int) term.arguments().get(index)).value();
  }
}
