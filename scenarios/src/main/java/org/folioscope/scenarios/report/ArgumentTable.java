package org.folioscope.scenarios.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.folioscope.scenarios.compare.Argument;
import org.folioscope.scenarios.compare.Cost;
import org.folioscope.scenarios.compare.Side;
import org.folioscope.scenarios.compare.Spread;

/**
 * Several configurations of a scenario at once, a column each: what their interleavings may come
 * to, and what they pay. At most 100 characters wide.
 */
public final class ArgumentTable {

  /** So many columns fit. */
  public static final int MOST = 8;

  private static final int NAME = 37;
  private static final int WIDTH = 100;
  private static final String NEVER = "-";
  private static final String UNKNOWN = "?";

  /** From here on a mean is a whole number. */
  private static final double LARGE = 100;

  private final List<Side> sides;
  private final int cell;

  private ArgumentTable(List<Side> sides) {
    this.sides = sides;
    this.cell = (WIDTH - NAME) / sides.size();
  }

  /**
   * The table.
   *
   * @param names what each column is, in words
   */
  public static String of(List<Side> sides, List<String> names) {
    ArgumentTable table = new ArgumentTable(sides);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      text.append(letter(i)).append("  ").append(names.get(i)).append("\n");
    }
    return text + "\n" + String.join("\n", table.lines()) + "\n";
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    StringBuilder head = new StringBuilder(" ".repeat(NAME));
    for (int i = 0; i < sides.size(); i++) {
      head.append(right(letter(i)));
    }
    lines.add(head.toString());
    lines.add(line("verdict", side -> side.explored().verdict().label()));
    lines.add(
        line(
            "executions", side -> count(side.explored().result().executions(), !isComplete(side))));
    lines.add("of them with");
    for (Argument argument : Argument.all()) {
      lines.add(line("  " + argument.label(), side -> reached(side, argument)));
    }
    lines.add("mean over " + runs() + " runs of");
    for (Cost cost : Cost.values()) {
      lines.add(line("  " + cost.label(), side -> paid(side, cost)));
    }
    return lines;
  }

  private String line(String name, Function<Side, String> value) {
    StringBuilder line = new StringBuilder(name);
    line.append(" ".repeat(Math.max(0, NAME - name.length())));
    sides.forEach(side -> line.append(right(value.apply(side))));
    return line.toString();
  }

  private String right(String text) {
    return " ".repeat(Math.max(1, cell - text.length())) + text;
  }

  private static String letter(int column) {
    return String.valueOf((char) ('A' + column));
  }

  private static String reached(Side side, Argument argument) {
    long executions = argument.executions(side.explored());
    String none = isComplete(side) ? NEVER : UNKNOWN;
    return executions == 0 ? none : count(executions, false);
  }

  private static boolean isComplete(Side side) {
    return side.explored().result().complete();
  }

  private static String count(long count, boolean more) {
    return String.format(Locale.ROOT, "%,d%s", count, more ? "+" : "");
  }

  private static String paid(Side side, Cost cost) {
    Spread spread = side.costs().of(cost);
    if (spread == null) {
      return NEVER;
    }
    double mean = spread.mean();
    return String.format(
        Locale.ROOT, mean == Math.rint(mean) || mean >= LARGE ? "%,.0f" : "%,.2f", mean);
  }

  private String runs() {
    return String.format(
        Locale.ROOT, "%,d", sides.stream().mapToLong(side -> side.costs().runs()).max().orElse(0));
  }
}
