package org.folioscope.eventlog.export;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.LogHeader;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.eventlog.log.Mark;

/**
 * A log as text: a legend, one aligned line for each event, and at the end what the log says about
 * its end. The first event of a step carries time, task and cause; the others of the step have
 * these columns empty.
 */
public final class TextExport {

  private static final String LEGEND =
      """
      #  event: number of the event, from 1
      #   time: virtual time in nanoseconds
      #   task: who took the step; the lines of a step without a task belong to it
      #  cause: number of the event that made the task able to run, - if none
      #      >: a function is entered, <: it returns
      #
      #  event          time  task          cause
      """;
  private static final String COLUMNS = "%8s %13s  %-12s %6s  %s%s\n";
  private static final int DEEPEST = 20;

  private final IntFunction<String> taskName;
  private final boolean marks;
  private final Appendable out;
  private final Map<Integer, Integer> depths = new TreeMap<>();

  private TextExport(IntFunction<String> taskName, boolean marks, Appendable out) {
    this.taskName = taskName;
    this.marks = marks;
    this.out = out;
  }

  /**
   * Names tasks as the header's properties {@code task.<id>} do; others by their number, -1 as
   * {@code machine}.
   */
  public static IntFunction<String> taskNames(LogHeader header) {
    return task -> {
      String name = header.properties().get("task." + task);
      return name != null ? name : task == -1 ? "machine" : "task-" + task;
    };
  }

  /**
   * Writes the log.
   *
   * @param marks whether function entries and returns are written too, indented by depth
   */
  public static void write(
      LogCursor cursor, IntFunction<String> taskName, boolean marks, Appendable out)
      throws IOException {
    TextExport export = new TextExport(taskName, marks, out);
    out.append(LEGEND);
    for (LoggedStep step = cursor.next(); step != null; step = cursor.next()) {
      export.writeStep(step);
    }
    out.append("#  ").append(cursor.ending().message()).append("\n");
  }

  private void writeStep(LoggedStep step) throws IOException {
    int nextMark = 0;
    long before = step.events().getFirst().number() - 1;
    for (LoggedStep.Logged logged : step.events()) {
      nextMark = writeMarks(step, nextMark, logged.number());
      boolean first = logged.number() == before + 1;
      long cause = step.step().cause();
      out.append(
          String.format(
              Locale.ROOT,
              COLUMNS,
              logged.number(),
              first ? step.step().time() : "",
              first ? taskName.apply(step.step().task()) : "",
              !first ? "" : cause == 0 ? "-" : cause,
              indent(step.step().task()),
              EventText.of(logged.event())));
    }
    writeMarks(step, nextMark, Long.MAX_VALUE);
  }

  /** Writes the marks that stand before the event, and says which one is next. */
  private int writeMarks(LoggedStep step, int from, long event) throws IOException {
    int next = from;
    for (; next < step.marks().size() && step.marks().get(next).afterEvent() < event; next++) {
      if (marks) {
        writeMark(step.marks().get(next).mark(), step.step().task());
      }
    }
    return next;
  }

  private void writeMark(Mark mark, int task) throws IOException {
    if (!mark.entered()) {
      depths.merge(task, -1, (depth, less) -> Math.max(0, depth + less));
    }
    String text =
        (mark.entered() ? "> " : "< ")
            + mark.function()
            + (mark.detail().isEmpty() ? "" : " " + mark.detail());
    out.append(
        String.format(Locale.ROOT, COLUMNS, "", "", taskName.apply(task), "", indent(task), text));
    if (mark.entered()) {
      depths.merge(task, 1, Integer::sum);
    }
  }

  private String indent(int task) {
    return "  ".repeat(Math.min(DEEPEST, depths.getOrDefault(task, 0)));
  }
}
