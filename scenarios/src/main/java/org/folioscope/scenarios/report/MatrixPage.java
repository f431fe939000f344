package org.folioscope.scenarios.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.folioscope.scenarios.matrix.Actual;
import org.folioscope.scenarios.matrix.Column;
import org.folioscope.scenarios.matrix.Disagreement;
import org.folioscope.scenarios.matrix.Expected;
import org.folioscope.scenarios.matrix.Judged;
import org.folioscope.scenarios.matrix.Judgement;
import org.folioscope.scenarios.matrix.Matrix;
import org.folioscope.scenarios.matrix.MatrixResult;
import org.folioscope.scenarios.matrix.Race;
import org.folioscope.scenarios.matrix.Reason;

/**
 * A verdict matrix in Markdown: the table, the footnotes, what the columns and rows are, and why
 * the cells are expected to be what they are. Nothing in it depends on how fast the machine is.
 */
public final class MatrixPage {

  private final MatrixResult result;
  private final Matrix matrix;

  private MatrixPage(MatrixResult result) {
    this.result = result;
    this.matrix = result.matrix();
  }

  /** The page, beginning with a heading of the second level. */
  public static String of(MatrixResult result) {
    MatrixPage page = new MatrixPage(result);
    return page.head()
        + page.table()
        + page.notes()
        + page.columns()
        + page.races()
        + page.reasons()
        + page.disagreements();
  }

  private String head() {
    String thread = matrix.thread().isEmpty() ? "" : " (thread " + matrix.thread() + ")";
    return "## "
        + matrix.name()
        + thread
        + "\n\n"
        + matrix.title()
        + ". Source: "
        + matrix.source()
        + ".\n\n";
  }

  private String table() {
    SequencedMap<String, StringBuilder> rows = new LinkedHashMap<>();
    for (Judged judged : result.cells()) {
      String row = judged.cell().row() + " | " + judged.cell().filesystem();
      rows.computeIfAbsent(row, name -> new StringBuilder("| " + name + " |"))
          .append(' ')
          .append(cell(judged))
          .append(" |");
    }
    List<String> codes = matrix.columns().stream().map(Column::code).toList();
    StringBuilder text = new StringBuilder();
    text.append("| race | fs | ").append(String.join(" | ", codes)).append(" |\n");
    text.append("|---|---|").append("---|".repeat(codes.size())).append('\n');
    rows.values().stream()
        .map(StringBuilder::toString)
        .filter(row -> !row.replaceFirst("\\| [^|]* \\| [^|]* \\|", "").matches("[ –|]*"))
        .forEach(row -> text.append(row).append('\n'));
    return text.append('\n').toString();
  }

  private static String cell(Judged judged) {
    Expected expected = judged.cell().expected();
    String actual = judged.actual().map(Actual::label).orElse("");
    String shown =
        switch (judged.judgement()) {
          case AGREES -> expected.codes().isEmpty() ? actual : expected.label();
          case DISAGREES -> "**" + actual + "**, not " + expected.label();
          case EXPLAINED -> actual + ", not " + expected.label() + " ‡";
          case UNKNOWN -> "unknown; expected " + expected.label();
          case OPEN -> actual;
          case AS_BASE -> "=";
          case NOT_RUN -> "–";
        };
    List<String> notes = judged.cell().written().notes();
    boolean noted = judged.judgement() != Judgement.NOT_RUN && !notes.isEmpty();
    return shown + (noted ? " [" + String.join(", ", notes) + "]" : "");
  }

  private String notes() {
    return list(
        "",
        matrix.notes().entrySet().stream()
            .map(note -> "[" + note.getKey() + "] " + note.getValue())
            .toList());
  }

  private String columns() {
    List<String> lines = new ArrayList<>();
    for (Column column : matrix.columns()) {
      lines.add(
          "**"
              + column.code()
              + "** "
              + column.name()
              + sentence(column.proposer())
              + sentence(column.note())
              + ": `"
              + column.kernel().orElse(matrix.kernel())
              + "`"
              + sentence(policies(column.policies())));
    }
    return list("Columns:", lines);
  }

  private static String policies(SequencedMap<String, String> policies) {
    return policies.entrySet().stream()
        .map(policy -> "`" + policy.getKey() + "=" + policy.getValue() + "`")
        .collect(Collectors.joining(", "));
  }

  private static String sentence(String words) {
    return words.isEmpty() ? "" : ", " + words;
  }

  private String races() {
    List<String> lines = new ArrayList<>();
    for (Race race : matrix.races()) {
      String scenarios =
          race.variants().values().stream()
              .map(name -> "`" + name + "`")
              .collect(Collectors.joining(", "));
      lines.add(
          "**"
              + race.code()
              + "** "
              + race.title()
              + ": "
              + scenarios
              + sentence(policies(race.policies())));
    }
    return list("Races:", lines);
  }

  private String reasons() {
    List<String> lines = new ArrayList<>();
    for (Reason reason : matrix.reasons()) {
      lines.add(
          about(reason)
              + reason.because()
              + " ("
              + (reason.derived() ? "derived from " : "")
              + reason.source()
              + ")");
    }
    return list("Why:", lines);
  }

  private static String about(Reason reason) {
    String races = String.join(", ", reason.races());
    String columns = String.join(", ", reason.columns());
    String both = races.isEmpty() || columns.isEmpty() ? races + columns : races + " × " + columns;
    return both.isEmpty() ? "" : "**" + both + "** ";
  }

  private String disagreements() {
    List<String> lines = new ArrayList<>();
    for (Disagreement listed : matrix.disagreements()) {
      lines.add(
          "**"
              + listed.race()
              + " × "
              + String.join(", ", listed.columns())
              + listed.filesystem().map(filesystem -> ", " + filesystem).orElse("")
              + "** the "
              + listed.wrong()
              + " is wrong: "
              + listed.because());
    }
    return list("Disagreements (‡):", lines);
  }

  private static String list(String title, List<String> lines) {
    if (lines.isEmpty()) {
      return "";
    }
    return (title.isEmpty() ? "" : title + "\n\n")
        + lines.stream().map(line -> "- " + line + "\n").collect(Collectors.joining())
        + "\n";
  }
}
