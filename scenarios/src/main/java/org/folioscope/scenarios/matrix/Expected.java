package org.folioscope.scenarios.matrix;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a cell is expected to be.
 *
 * @param meaning how the codes are meant
 * @param codes all of them must be reachable; empty unless the meaning is {@link Meaning#CODES}
 * @param allowed may be reached too, although worse than what is expected
 * @param notes the ids of footnotes
 */
public record Expected(Meaning meaning, List<Code> codes, List<Code> allowed, List<String> notes) {

  /** How a cell is meant. */
  public enum Meaning {
    /** As the codes say. */
    CODES,
    /** As the base column. */
    AS_BASE,
    /** Cannot occur, or is not there: not run. */
    NOT_RUN,
    /** Nothing is said: whatever comes out is shown. */
    OPEN
  }

  /** A cell of which nothing is said. */
  static final Expected OPEN = new Expected(Meaning.OPEN, List.of(), List.of(), List.of());

  /** A cell that is not run. */
  static final Expected NOT_RUN = new Expected(Meaning.NOT_RUN, List.of(), List.of(), List.of());

  /** A cell with these codes. */
  static Expected of(List<Code> codes, List<Code> allowed) {
    return new Expected(Meaning.CODES, List.copyOf(codes), List.copyOf(allowed), List.of());
  }

  /** The same with footnotes. */
  Expected noted(List<String> ids) {
    return new Expected(meaning, codes, allowed, List.copyOf(ids));
  }

  /** The cell as tables show it, without footnotes. */
  public String label() {
    return switch (meaning) {
      case CODES -> labels(codes) + (allowed.isEmpty() ? "" : " (" + labels(allowed) + ")");
      case AS_BASE -> "=";
      case NOT_RUN -> "na";
      case OPEN -> "";
    };
  }

  static String labels(List<Code> codes) {
    return codes.stream().map(Code::label).collect(Collectors.joining(", "));
  }
}
