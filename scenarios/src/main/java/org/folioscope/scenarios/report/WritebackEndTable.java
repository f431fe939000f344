package org.folioscope.scenarios.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.folioscope.scenarios.compare.WritebackEndCosts;
import org.folioscope.scenarios.matrix.Column;

/** What the end of writeback costs, by the ways to end it: a row for each column of a matrix. */
public final class WritebackEndTable {

  private static final String ABOVE =
      """
                   nobody waits             one task sleeps for the page
                   -----------------------  ----------------------------------------------------
                   atomic  i_pages   queue  atomic  i_pages   queue    woken   sleeper:    queue
                   ops        lock    lock  ops        lock    lock  i_pages   atomics      lock
      """;
  private static final String LINE = "%-11s  %6d  %7d  %6d  %6d  %7d  %6d  %7d  %8d  %8d";

  private WritebackEndTable() {}

  /**
   * A row.
   *
   * @param column the way to end writeback
   * @param alone when nobody waits
   * @param awaited when one task sleeps for it
   */
  public record Row(Column column, WritebackEndCosts alone, WritebackEndCosts awaited) {}

  /** The table for a terminal. */
  public static String text(List<Row> rows) {
    StringBuilder text = new StringBuilder(ABOVE);
    rows.forEach(
        row -> text.append(String.format(Locale.ROOT, LINE, cells(row).toArray())).append("\n"));
    return text.toString();
  }

  /** The table in Markdown. */
  public static String markdown(List<Row> rows) {
    return rows.stream()
        .map(row ->
            cells(row).stream().map(String::valueOf).collect(Collectors.joining(" | ", "| ", " |")))
        .collect(
            Collectors.joining(
                "\n",
                "| way | atomics | i_pages | queue | atomics | i_pages | queue | woken under"
                    + " i_pages | sleeper: atomics | queue |\n"
                    + "|---|---|---|---|---|---|---|---|---|---|\n",
                "\n"));
  }

  private static List<Object> cells(Row row) {
    List<Object> cells = new ArrayList<>(List.of(row.column().code()));
    WritebackEndCosts alone = row.alone();
    WritebackEndCosts awaited = row.awaited();
    cells.addAll(List.of(alone.atomics(), alone.iPagesHolds(), alone.queueHolds()));
    cells.addAll(List.of(awaited.atomics(), awaited.iPagesHolds(), awaited.queueHolds()));
    cells.addAll(
        List.of(awaited.wakesUnderIPages(), awaited.sleeperAtomics(), awaited.sleeperQueueHolds()));
    return cells;
  }
}
