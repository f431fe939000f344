package org.folioscope.scenarios.report;

import java.util.ArrayList;
import java.util.List;

/** Lays indented lines out in two columns, as in a drawing by hand. */
final class TwoColumns {

  private static final int WIDTH = 75;
  private static final int GAP = 2;
  private static final int STEP = 2;
  private static final int NARROWEST = 28;
  private static final int SHORTEST_TEXT = 20;

  private final List<Row> rows = new ArrayList<>();
  private String leftTitle = "";
  private String rightTitle = "";

  /** A line of one column; of neither when it spans both. */
  private record Row(Side side, int depth, String text) {}

  private enum Side {
    LEFT,
    RIGHT,
    BOTH
  }

  /** The line above both columns. */
  void header(String left, String right) {
    leftTitle = left;
    rightTitle = right;
  }

  void add(boolean left, int depth, String text) {
    rows.add(new Row(left ? Side.LEFT : Side.RIGHT, depth, text));
  }

  /** A line that belongs to neither column. */
  void across(String text) {
    rows.add(new Row(Side.BOTH, 0, text));
  }

  /** Every line, at most 75 characters wide, without blanks at its end. */
  List<String> lines() {
    int right = rightColumn();
    List<String> lines = new ArrayList<>();
    lines.add((pad(leftTitle, right) + rightTitle).stripTrailing());
    for (Row row : rows) {
      switch (row.side()) {
        case LEFT -> put(lines, 0, isComplaint(row) ? WIDTH : right - GAP, row);
        case RIGHT -> put(lines, right, WIDTH - right, row);
        case BOTH -> put(lines, 0, WIDTH, row);
      }
    }
    return lines;
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  /** Where the right column begins: what the wider one needs, as far as there is room. */
  private int rightColumn() {
    int left = widest(Side.LEFT) + GAP;
    int right = widest(Side.RIGHT);
    if (left + right <= WIDTH) {
      return Math.max(left, NARROWEST);
    }
    return Math.clamp(WIDTH - right, NARROWEST, Math.max(NARROWEST, Math.min(left, 39)));
  }

  private static boolean isComplaint(Row row) {
    return row.text().startsWith("***");
  }

  /** Complaints are wrapped anyway and do not count. */
  private int widest(Side side) {
    return rows.stream()
        .filter(row -> row.side() == side && !isComplaint(row))
        .mapToInt(row -> row.depth() * STEP + row.text().length())
        .max()
        .orElse(0);
  }

  private static void put(List<String> lines, int column, int width, Row row) {
    int indent = Math.min(row.depth() * STEP, Math.max(0, width - SHORTEST_TEXT));
    int hanging = isComplaint(row) ? 4 : row.text().startsWith("[") ? 1 : STEP;
    List<String> wrapped = Wrap.words(row.text(), width - indent, hanging);
    wrapped.forEach(line -> lines.add((" ".repeat(column + indent) + line).stripTrailing()));
  }
}
