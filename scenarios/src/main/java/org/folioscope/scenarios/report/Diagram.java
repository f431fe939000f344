package org.folioscope.scenarios.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.LoggedStep;

/**
 * The two columns that kernel people draw by hand to explain a race: who did what, in which
 * function, one below the other in the order in which it happened. On the left stands the task that
 * holds the page, on the right everybody else. At most 75 columns of ASCII, for a mail or a commit
 * message.
 *
 * <p>Drawn are the functions in which something happened to the page in question, and what
 * happened; all else is left out.
 */
public final class Diagram {

  /** Longer stories lose their middle: the end is what they are told for. */
  private static final int MOST_MOMENTS = 50;

  private static final int AT_BEGINNING = 10;

  private final int leftTask;
  private final TaskNames names;
  private final List<Story.Moment> moments;
  private final TwoColumns columns = new TwoColumns();
  private final boolean manyOnTheRight;
  private String shownOnTheRight = "";

  private Diagram(int leftTask, TaskNames names, List<Story.Moment> moments) {
    this.leftTask = leftTask;
    this.names = names;
    this.moments = moments;
    this.manyOnTheRight =
        moments.stream()
                .map(Story.Moment::task)
                .filter(task -> task >= 0 && task != leftTask)
                .map(names::of)
                .distinct()
                .count()
            > 1;
  }

  /**
   * Draws what happened after set-up, up to the first BUG.
   *
   * @param cursor a log with marks, at its beginning
   * @param taskName names tasks of which the log does not say how they started
   * @param setupEvents how many events at the beginning to leave out
   */
  public static String of(LogCursor cursor, IntFunction<String> taskName, long setupEvents) {
    List<LoggedStep> steps = new ArrayList<>();
    for (LoggedStep step = cursor.next(); step != null; step = cursor.next()) {
      steps.add(step);
    }
    Focus focus = Focus.of(steps, setupEvents);
    TaskNames names = new TaskNames(taskName);
    List<Story.Moment> moments = Story.of(steps, focus, setupEvents, names);
    return new Diagram(focus.left(), names, moments).draw();
  }

  private String draw() {
    header();
    List<Story.Moment> told = withoutRepeats();
    int left = told.size() - MOST_MOMENTS;
    for (int i = 0; i < told.size(); i++) {
      if (left <= 0 || i < AT_BEGINNING || i >= AT_BEGINNING + left) {
        draw(told.get(i));
      } else if (i == AT_BEGINNING) {
        columns.across("... (" + left + " events not shown)");
      }
    }
    return String.join("\n", columns.lines()) + "\n";
  }

  private List<Story.Moment> withoutRepeats() {
    List<Story.Moment> told = new ArrayList<>();
    for (Story.Moment moment : moments) {
      if (told.isEmpty() || !moment.looksLike(told.getLast())) {
        told.add(moment);
      }
    }
    return told;
  }

  private void draw(Story.Moment moment) {
    if (moment.task() < 0) {
      columns.across("");
      columns.across(moment.text());
      return;
    }
    int depth = 0;
    if (moment.frame() != null) {
      for (CallFrame frame : moment.frame().fromOutermost()) {
        if (frame.isDrawn()) {
          if (frame.drawOnce()) {
            add(moment.task(), depth, frame.title());
          }
          depth++;
        }
      }
    }
    add(moment.task(), depth, moment.text());
  }

  /** Adds a line; on the right it says whose it is, if that is not clear. */
  private void add(int task, int depth, String text) {
    if (task == leftTask) {
      columns.add(true, depth, text);
      return;
    }
    String name = names.of(task);
    String prefix = !manyOnTheRight ? "" : name.startsWith("<") ? name + " " : name + ": ";
    if (depth > 0 && !prefix.isEmpty() && !name.equals(shownOnTheRight)) {
      columns.add(false, 0, prefix + "...");
    }
    columns.add(false, depth, depth == 0 ? prefix + text : text);
    shownOnTheRight = name;
  }

  private void header() {
    String left = title(leftTask);
    String right =
        moments.stream()
            .map(Story.Moment::task)
            .filter(task -> task >= 0 && task != leftTask)
            .findFirst()
            .map(task -> manyOnTheRight ? "everybody else" : title(task))
            .orElse("");
    columns.header(left, right);
  }

  private String title(int task) {
    return names.cpu(task) < 0 ? names.of(task) : "CPU" + names.cpu(task) + ": " + names.of(task);
  }
}
