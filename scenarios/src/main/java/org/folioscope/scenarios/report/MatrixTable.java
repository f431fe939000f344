package org.folioscope.scenarios.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.folioscope.scenarios.explore.Explored;
import org.folioscope.scenarios.matrix.Actual;
import org.folioscope.scenarios.matrix.Column;
import org.folioscope.scenarios.matrix.Disagreement;
import org.folioscope.scenarios.matrix.Judged;
import org.folioscope.scenarios.matrix.Judgement;
import org.folioscope.scenarios.matrix.MatrixResult;

/**
 * A verdict matrix as text: the table, as narrow as it can be, and below it a line for each cell
 * that was explored.
 */
public final class MatrixTable {

  private static final String GAP = "  ";
  private static final int SCENARIO = 36;

  private final MatrixResult result;
  private final int width;

  private MatrixTable(MatrixResult result, int width) {
    this.result = result;
    this.width = width;
  }

  /**
   * The table; columns that do not fit beside each other follow below.
   *
   * @param width of the longest line
   * @param link to the shortest run of a cell that fails; empty if there is none
   */
  public static String of(MatrixResult result, int width, Function<Judged, String> link) {
    MatrixTable table = new MatrixTable(result, width);
    return table.heading() + "\n" + table.overview() + "\n" + table.cells(link) + table.legend();
  }

  private String heading() {
    String thread = result.matrix().thread();
    String name =
        result.matrix().name() + (thread.isEmpty() ? "" : " (thread " + thread + ")") + ": ";
    return String.join("\n", Wrap.words(name + result.matrix().title(), width, 2)) + "\n";
  }

  private String overview() {
    List<List<String>> rows = new ArrayList<>(rows().values());
    List<String> head = new ArrayList<>(List.of("race", "fs"));
    result.matrix().columns().stream().map(Column::code).forEach(head::add);
    rows.addFirst(head);
    int[] widths = widths(rows);
    StringBuilder text = new StringBuilder();
    int from = 2;
    while (from < head.size()) {
      int to = from;
      int used = widths[0] + GAP.length() + widths[1];
      while (to < head.size() && (to == from || used + GAP.length() + widths[to] <= width)) {
        used += GAP.length() + widths[to];
        to++;
      }
      text.append(from == 2 ? "" : "\n");
      for (List<String> row : rows) {
        List<String> shown = new ArrayList<>(row.subList(0, 2));
        shown.addAll(row.subList(from, to));
        int[] some = new int[shown.size()];
        some[0] = widths[0];
        some[1] = widths[1];
        System.arraycopy(widths, from, some, 2, to - from);
        text.append(line(shown, some));
      }
      from = to;
    }
    return text.toString();
  }

  /** The rows of the table by race, variant and filesystem; a row without any cell is left out. */
  private SequencedMap<String, List<String>> rows() {
    SequencedMap<String, List<String>> rows = new LinkedHashMap<>();
    for (Judged judged : result.cells()) {
      rows.computeIfAbsent(
              judged.cell().row() + "\0" + judged.cell().filesystem(),
              _ -> new ArrayList<>(List.of(judged.cell().row(), judged.cell().filesystem())))
          .add(shown(judged));
    }
    rows.values().removeIf(row -> row.stream().skip(2).allMatch("-"::equals));
    return rows;
  }

  /** What came out; only the expected codes where it agrees, so that the table stays narrow. */
  private static String shown(Judged judged) {
    return switch (judged.judgement()) {
      case NOT_RUN -> "-";
      case AS_BASE -> "=";
      case AGREES ->
          judged.cell().expected().codes().isEmpty()
              ? found(judged)
              : compact(judged.cell().expected().label());
      case DISAGREES, EXPLAINED, UNKNOWN, OPEN -> judged.judgement().mark() + found(judged);
    };
  }

  private static String found(Judged judged) {
    return compact(judged.actual().map(Actual::label).orElse(""));
  }

  private static String compact(String codes) {
    return codes.replaceAll(" \\(.*\\)", "").replace(", ", ",");
  }

  private String cells(Function<Judged, String> link) {
    List<Judged> explored =
        result.cells().stream().filter(judged -> judged.explored().isPresent()).toList();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("cell", "expected", "actual", "", "executions", "scenario, failing schedule"));
    explored.forEach(judged -> rows.add(row(judged, link)));
    int[] widths = widths(rows);
    return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining());
  }

  private static List<String> row(Judged judged, Function<Judged, String> link) {
    Explored explored = judged.explored().orElseThrow();
    String cut = explored.result().complete() ? "" : "+";
    String scenario = explored.configuration().scenario().name();
    String run = link.apply(judged);
    return List.of(
        judged.cell().row()
            + " "
            + judged.cell().column().code()
            + " "
            + judged.cell().filesystem(),
        judged.cell().expected().label(),
        Actual.of(explored).label(),
        verdict(judged.judgement()),
        String.format(Locale.ROOT, "%,d%s", explored.result().executions(), cut),
        run.isEmpty() ? shortened(scenario) : run);
  }

  private static String shortened(String scenario) {
    return scenario.length() <= SCENARIO ? scenario : scenario.substring(0, SCENARIO - 3) + "...";
  }

  /** What is said of a cell in the list. */
  static String verdict(Judgement judgement) {
    return switch (judgement) {
      case AGREES -> "agrees";
      case DISAGREES -> "DISAGREES";
      case EXPLAINED -> "explained";
      case UNKNOWN -> "unknown";
      case OPEN -> "";
      case AS_BASE -> "as base";
      case NOT_RUN -> "not run";
    };
  }

  private String legend() {
    StringBuilder text = new StringBuilder();
    for (Judged judged : result.cells()) {
      if (judged.judgement() == Judgement.EXPLAINED) {
        explanation(judged)
            .ifPresent(listed ->
                text.append(
                    paragraph(
                        judged.cell().row()
                            + " "
                            + judged.cell().column().code()
                            + ": the "
                            + listed.wrong()
                            + " is wrong: "
                            + listed.because())));
      }
    }
    for (Disagreement stale : result.stale()) {
      text.append(
          paragraph(
              stale.race()
                  + " "
                  + String.join(", ", stale.columns())
                  + " is listed as a disagreement, but comes out as expected: take it off the list"));
    }
    return text.isEmpty() ? "" : "\n" + text;
  }

  private Optional<Disagreement> explanation(Judged judged) {
    return result.matrix().disagreements().stream()
        .filter(listed ->
            listed.race().equals(judged.cell().race().code())
                && listed.columns().contains(judged.cell().column().code()))
        .findFirst();
  }

  private String paragraph(String words) {
    return String.join("\n", Wrap.words(words, width, 2)) + "\n";
  }

  private static int[] widths(List<List<String>> rows) {
    int columns = Collections.max(rows.stream().map(List::size).toList());
    int[] widths = new int[columns];
    Arrays.setAll(
        widths,
        column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElseThrow());
    return widths;
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      line.append(i == 0 ? "" : GAP)
          .append(row.get(i))
          .append(" ".repeat(widths[i] - row.get(i).length()));
    }
    return line.toString().stripTrailing() + "\n";
  }
}
