package org.folioscope.scenarios.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Two configurations side by side on one screen: what they are, what was found, what it costs, and
 * where they part. What does not fit is cut, and said so.
 *
 * @param title what both sides have in common
 * @param about what each side is and how it was searched, in words
 * @param verdict what came of each, with the reason
 * @param outcomes how often each outcome was reached, the worst first
 * @param costs what a run costs
 * @param measured how the costs were measured, one line
 * @param parting where the sides part
 */
public record ComparisonTable(
    String title,
    List<Row> about,
    Row verdict,
    List<Row> outcomes,
    List<Row> costs,
    String measured,
    Parting parting) {

  private static final int WIDTH = 100;
  private static final int SCREEN = 50;
  private static final int NAME = 37;
  private static final int SIDE = 29;
  private static final int MOST_OF_CELL = 4;
  private static final int MOST_SIDEWAYS = 3;
  private static final String GAP = "  ";
  private static final String BAR = " | ";
  private static final String CUT = "...";

  /** Copies what it is given. */
  public ComparisonTable {
    about = List.copyOf(about);
    outcomes = List.copyOf(outcomes);
    costs = List.copyOf(costs);
  }

  /** One thing as it is on the left and on the right. */
  public record Row(String name, String left, String right) {}

  /**
   * The first difference of two runs under one schedule, and where it is one of place only (the
   * same event elsewhere on the disk or in memory) the first event of another kind.
   *
   * @param where in words, for example {@code reader, its event 3}; empty if they never part
   * @param left the event on the left
   * @param right the event on the right
   * @param kind the first event of another kind; empty if it is the same place or there is none
   * @param schedule the schedule's id
   */
  public record Parting(String where, String left, String right, List<Row> kind, String schedule) {}

  /**
   * A task in words; those of devices and interrupts have no name in the scenario.
   *
   * @param known names the others
   */
  public static String taskName(IntFunction<String> known, int task) {
    return new TaskNames(known).of(task);
  }

  /** The lines, at most 50 of them and at most 100 characters wide. */
  public String text() {
    List<String> above = new ArrayList<>(cut(Wrap.words(title, WIDTH, 2), 2, WIDTH));
    above.addAll(line(new Row("", "left", "right")));
    about.forEach(row -> above.addAll(line(row)));
    above.add("");
    above.add(verdict.name());
    above.addAll(sideways("  left   ", verdict.left()));
    above.addAll(sideways("  right  ", verdict.right()));
    above.add("");
    List<String> below = new ArrayList<>();
    below.add("");
    below.addAll(cut(Wrap.words("costs of a run, " + measured, WIDTH, 2), 1, WIDTH));
    costs.forEach(row -> below.addAll(line(row)));
    below.add("");
    below.addAll(partingLines());
    above.addAll(outcomeLines(SCREEN - above.size() - below.size()));
    above.addAll(below);
    return String.join("\n", above) + "\n";
  }

  private List<String> outcomeLines(int most) {
    List<String> lines = new ArrayList<>();
    lines.add("executions by outcome");
    for (int i = 0; i < outcomes.size(); i++) {
      List<String> next = line(outcomes.get(i));
      int reserved = i + 1 < outcomes.size() ? 1 : 0;
      if (lines.size() + next.size() + reserved > most) {
        lines.add("  " + CUT + " " + (outcomes.size() - i) + " more (--json has all)");
        break;
      }
      lines.addAll(next);
    }
    return lines;
  }

  private List<String> partingLines() {
    String under = "under the schedule " + parting.schedule();
    if (parting.where().isEmpty()) {
      return cut(Wrap.words("they never part " + under, WIDTH, 2), 2, WIDTH);
    }
    List<String> lines = new ArrayList<>();
    lines.addAll(
        cut(Wrap.words("they part at " + parting.where() + ", " + under, WIDTH, 2), 2, WIDTH));
    lines.addAll(sideways("  left   ", parting.left()));
    lines.addAll(sideways("  right  ", parting.right()));
    for (Row kind : parting.kind()) {
      lines.addAll(cut(Wrap.words(kind.name(), WIDTH, 2), 1, WIDTH));
      lines.addAll(cut(sideways("  left   ", kind.left()), 1, WIDTH));
      lines.addAll(cut(sideways("  right  ", kind.right()), 1, WIDTH));
    }
    return lines;
  }

  private static List<String> sideways(String side, String text) {
    int width = WIDTH - side.length();
    List<String> lines = new ArrayList<>();
    for (String line : cut(Wrap.words(text, width, 2), MOST_SIDEWAYS, width)) {
      lines.add((lines.isEmpty() ? side : " ".repeat(side.length())) + line);
    }
    return lines;
  }

  private static List<String> line(Row row) {
    List<String> name = name(row.name());
    List<String> left = cell(row.left(), SIDE);
    List<String> right = cell(row.right(), SIDE);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < Math.max(name.size(), Math.max(left.size(), right.size())); i++) {
      String line = pad(at(name, i), NAME) + GAP + pad(at(left, i), SIDE) + BAR + at(right, i);
      lines.add(line.stripTrailing());
    }
    return lines;
  }

  /** A name is broken after a plus sign only. */
  private static List<String> name(String name) {
    List<String> lines = OutcomeTable.idLines(name).stream().map(ComparisonTable::fit).toList();
    return cut(lines, MOST_OF_CELL, NAME);
  }

  private static String fit(String line) {
    return line.length() <= NAME ? line : line.substring(0, NAME - CUT.length()) + CUT;
  }

  private static List<String> cell(String text, int width) {
    return cut(Wrap.words(text, width, 2), MOST_OF_CELL, width);
  }

  private static List<String> cut(List<String> lines, int most, int width) {
    if (lines.size() <= most) {
      return lines;
    }
    List<String> shorter = new ArrayList<>(lines.subList(0, most));
    String last = shorter.removeLast();
    shorter.add(last.substring(0, Math.min(last.length(), width - CUT.length())) + CUT);
    return shorter;
  }

  private static String at(List<String> lines, int index) {
    return index < lines.size() ? lines.get(index) : "";
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
