package org.folioscope.scenarios.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.folioscope.eventlog.export.EventText;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.simulation.machine.MachineEvent;
import org.folioscope.simulation.report.Kind;
import org.folioscope.simulation.report.ReportEvent;
import org.jspecify.annotations.Nullable;

/**
 * A run at a glance: a line for each step, a lane for each task. {@code *} takes the step, {@code
 * |} lives, {@code X} dies, {@code !} has a complaint. Of a long run only the beginning and the
 * surroundings of complaints are shown.
 */
public final class Lanes implements CallStacks.Visitor {

  private static final int WIDTH = 100;
  private static final int LONGEST = 120;
  private static final int AT_EITHER_END = 20;
  private static final int BEFORE = 30;
  private static final int AFTER = 8;

  private final TaskNames names;
  private final long setupEvents;
  private final List<String> lanes = new ArrayList<>();
  private final SortedMap<String, SortedSet<Integer>> alive = new TreeMap<>();
  private final List<Line> lines = new ArrayList<>();
  private String innermost = "";

  /** A step: who was alive then, who took it and what he did. */
  private record Line(
      long event, String actor, SortedSet<String> alive, char sign, boolean told, String text) {}

  private Lanes(TaskNames names, long setupEvents) {
    this.names = names;
    this.setupEvents = setupEvents;
  }

  /**
   * Draws what happened after set-up, at most 100 columns wide.
   *
   * @param cursor a log, best with marks, at its beginning
   * @param taskName names tasks of which the log does not say how they started
   * @param setupEvents how many events at the beginning to leave out
   */
  public static String of(LogCursor cursor, IntFunction<String> taskName, long setupEvents) {
    Lanes lanes = new Lanes(new TaskNames(taskName), setupEvents);
    CallStacks stacks = new CallStacks();
    for (LoggedStep step = cursor.next(); step != null; step = cursor.next()) {
      lanes.innermost = "";
      stacks.walk(step, lanes);
      lanes.step(step);
    }
    return lanes.draw();
  }

  @Override
  public void event(LoggedStep step, LoggedStep.Logged logged, @Nullable CallFrame frame) {
    names.learn(logged.event());
    innermost = frame == null ? "" : frame.function() + "()";
    if (logged.event() instanceof MachineEvent.TaskStarted started) {
      alive.computeIfAbsent(names.of(started.task()), _ -> new TreeSet<>()).add(started.task());
    }
    boolean shown = logged.number() > setupEvents && step.step().task() >= 0;
    if (shown && !lanes.contains(names.of(step.step().task()))) {
      lanes.add(names.of(step.step().task()));
    }
  }

  private void step(LoggedStep step) {
    long last = step.events().getLast().number();
    char sign = '*';
    StringBuilder text = new StringBuilder();
    boolean told = false;
    for (LoggedStep.Logged logged : step.events()) {
      text.append(text.isEmpty() ? "" : ", ").append(EventText.of(logged.event()));
      switch (logged.event()) {
        case MachineEvent.TaskDied _ -> sign = 'X';
        case ReportEvent.ViolationReported report -> {
          sign = sign == 'X' || report.kind() == Kind.OK ? sign : '!';
          told = true;
        }
        default -> {}
      }
    }
    String doing = innermost.isEmpty() ? text.toString() : innermost + " " + text;
    SortedSet<String> living = new TreeSet<>(alive.keySet());
    if (last > setupEvents && (step.step().task() >= 0 || told)) {
      lines.add(new Line(last, names.of(step.step().task()), living, sign, told, doing));
    }
    step.events().forEach(logged -> end(logged.event()));
  }

  private void end(Event event) {
    int task =
        switch (event) {
          case MachineEvent.TaskEnded ended -> ended.task();
          case MachineEvent.TaskDied died -> died.task();
          default -> Integer.MIN_VALUE;
        };
    alive.values().forEach(tasks -> tasks.remove(task));
    alive.values().removeIf(SortedSet::isEmpty);
  }

  private String draw() {
    StringBuilder text = new StringBuilder();
    for (int lane = 0; lane < lanes.size(); lane++) {
      text.append(" ".repeat(9)).append("| ".repeat(lane)).append(lanes.get(lane)).append("\n");
    }
    int left = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (!isShown(i)) {
        left++;
        continue;
      }
      elided(text, left);
      left = 0;
      draw(text, lines.get(i));
    }
    elided(text, left);
    return text.toString();
  }

  private static void elided(StringBuilder text, int steps) {
    if (steps > 0) {
      text.append("     ... ").append(steps).append(" steps not shown\n");
    }
  }

  private void draw(StringBuilder text, Line line) {
    StringBuilder drawn = new StringBuilder(String.format(Locale.ROOT, "%7d  ", line.event()));
    for (String lane : lanes) {
      char sign = lane.equals(line.actor()) ? line.sign() : line.alive().contains(lane) ? '|' : ' ';
      drawn.append(sign).append(' ');
    }
    drawn.append(' ').append(Wrap.ascii(line.text()));
    boolean tooLong = drawn.length() > WIDTH;
    String all = tooLong ? drawn.substring(0, WIDTH - 3) + "..." : drawn.toString();
    text.append(all.stripTrailing()).append("\n");
  }

  private boolean isShown(int index) {
    if (lines.size() <= LONGEST || index < AT_EITHER_END || index >= lines.size() - AT_EITHER_END) {
      return true;
    }
    int to = Math.min(lines.size(), index + BEFORE);
    return lines.subList(Math.max(0, index - AFTER), to).stream().anyMatch(Line::told);
  }
}
