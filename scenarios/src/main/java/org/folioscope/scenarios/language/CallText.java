package org.folioscope.scenarios.language;

import java.util.function.IntFunction;

/**
 * A stretch of text that holds calls, and where each of its characters stands in the file. Indexes
 * are those of {@code characters}, from {@code from} to before {@code to}.
 */
record CallText(
    Source characters, int from, int to, IntFunction<Position> positions, String hintAtEnd) {

  /** A stretch of the file itself. */
  static CallText of(Source source, int from, int to) {
    return new CallText(source, from, to, source::position, commentHint(source, to));
  }

  /**
   * The value of a quoted scalar. Its characters have exact places if the file shows them as they
   * are between the quotes; otherwise they all have the place of the quote.
   */
  static CallText quoted(Source source, int quote, String value) {
    Source inner = new Source(source.path(), value);
    int start = quote + 1;
    int end = Math.min(source.length(), start + inner.length());
    boolean verbatim = source.slice(start, end).equals(value);
    return new CallText(
        inner, 0, inner.length(), index -> source.position(verbatim ? start + index : quote), "");
  }

  private static String commentHint(Source source, int end) {
    int next = end;
    while (source.at(next) == ' ' || source.at(next) == '\t') {
      next++;
    }
    boolean comment = next > end && source.at(next) == '#';
    return comment ? "; ' #' starts a comment in YAML, so put the whole call in single quotes" : "";
  }

  /** The code point at an index, or -1 outside of the stretch. */
  int at(int index) {
    return index < to ? characters.at(index) : -1;
  }

  ScenarioException error(int index, String problem) {
    String hint = index >= to ? hintAtEnd : "";
    return characters.error(positions.apply(index), problem + hint);
  }
}
