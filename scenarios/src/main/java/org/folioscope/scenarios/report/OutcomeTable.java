package org.folioscope.scenarios.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.folioscope.scenarios.outcome.Expectation;
import org.folioscope.simulation.report.Kind;

/**
 * What an exploration found, as a table: outcome, how often, what the scenario expects, and why.
 */
public final class OutcomeTable {

  private static final int MOST_FOR_OUTCOME = 36;
  private static final int EXECUTIONS = 10;
  private static final int EXPECTED = 9;
  private static final int LEAST_FOR_BECAUSE = 24;
  private static final String GAP = "  ";

  /**
   * One outcome.
   *
   * @param id the outcome's id
   * @param kind what kind of thing it is
   * @param count how many executions had it
   * @param expectation what the scenario says of it
   * @param because why, may be empty
   * @param message what was reported, may be empty
   */
  public record Row(
      String id, Kind kind, long count, Expectation expectation, String because, String message) {}

  private OutcomeTable() {}

  /**
   * The table; each outcome's message stands below it.
   *
   * @param width of the longest line, 75 to 100
   */
  public static String of(List<Row> rows, int width) {
    int outcome =
        rows.stream()
            .flatMap(row -> idLines(row.id()).stream())
            .mapToInt(String::length)
            .reduce("outcome".length(), Math::max);
    int because = width - outcome - EXECUTIONS - EXPECTED - 3 * GAP.length();
    StringBuilder text = new StringBuilder();
    line(text, outcome, "outcome", "executions", "expected", "because");
    for (Row row : rows) {
      List<String> ids = idLines(row.id());
      boolean beside = because >= LEAST_FOR_BECAUSE;
      List<String> reasons =
          row.because().isEmpty() || !beside ? List.of() : Wrap.words(row.because(), because, 0);
      for (int i = 0; i < Math.max(ids.size(), reasons.size()); i++) {
        line(
            text,
            outcome,
            i < ids.size() ? ids.get(i) : "",
            i == 0 ? String.format(Locale.ROOT, "%,d", row.count()) : "",
            i == 0 ? row.expectation().label() : "",
            i < reasons.size() ? reasons.get(i) : "");
      }
      if (!beside) {
        below(text, row.because(), width);
      }
      below(text, row.message(), width);
    }
    return text.toString();
  }

  private static void below(StringBuilder text, String more, int width) {
    if (!more.isEmpty()) {
      Wrap.words(more, width - 4, 0).forEach(line -> text.append("    ").append(line).append("\n"));
    }
  }

  private static void line(
      StringBuilder text, int outcome, String id, String count, String expected, String because) {
    String format =
        "%-" + outcome + "s" + GAP + "%" + EXECUTIONS + "s" + GAP + "%-" + EXPECTED + "s";
    String line = String.format(Locale.ROOT, format, id, count, expected) + GAP + because;
    text.append(line.stripTrailing()).append("\n");
  }

  /** An id is broken after a plus sign, and inside a name only if it must be. */
  static List<String> idLines(String id) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String part : id.split("(?<=\\+)")) {
      if (!line.isEmpty() && line.length() + part.length() > MOST_FOR_OUTCOME) {
        lines.add(line.toString());
        line.setLength(0);
        line.append("  ");
      }
      line.append(Wrap.ascii(part));
    }
    lines.add(line.toString());
    return lines;
  }
}
