package org.folioscope.scenarios.report;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.folioscope.eventlog.export.EventText;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.LoggedStep;
import org.jspecify.annotations.Nullable;

/** One event: what it was, in which functions, and the chain of events that led to it. */
public final class EventView {

  private static final int LONGEST_CHAIN = 12;

  private final TaskNames names;
  private final SortedMap<Long, String> lines = new TreeMap<>();
  private final SortedMap<Long, Long> causes = new TreeMap<>();
  private final List<String> functions = new ArrayList<>();

  private EventView(TaskNames names) {
    this.names = names;
  }

  /**
   * The event with the given number, or an empty string if the log has none.
   *
   * @param cursor a log, best with marks, at its beginning
   * @param taskName names tasks of which the log does not say how they started
   */
  public static String of(LogCursor cursor, long number, IntFunction<String> taskName) {
    EventView view = new EventView(new TaskNames(taskName));
    CallStacks stacks = new CallStacks();
    CallStacks.Visitor visitor = (step, logged, frame) -> view.see(step, logged, frame, number);
    LoggedStep step = cursor.next();
    while (step != null && step.events().getFirst().number() <= number) {
      stacks.walk(step, visitor);
      step = cursor.next();
    }
    return view.lines.containsKey(number) ? view.write(number) : "";
  }

  private void see(
      LoggedStep step, LoggedStep.Logged logged, @Nullable CallFrame frame, long wanted) {
    names.learn(logged.event());
    if (logged.number() > wanted) {
      return;
    }
    lines.put(
        logged.number(),
        "event "
            + logged.number()
            + "  "
            + names.of(step.step().task())
            + "  "
            + Wrap.ascii(EventText.of(logged.event())));
    causes.put(logged.number(), step.step().cause());
    if (logged.number() == wanted) {
      for (CallFrame at = frame; at != null; at = at.caller()) {
        functions.add("  in " + at.function() + "()");
      }
    }
  }

  private String write(long number) {
    StringBuilder text = new StringBuilder(lines.get(number)).append("\n");
    functions.forEach(function -> text.append(function).append("\n"));
    long cause = causes.getOrDefault(number, 0L);
    for (int i = 0; i < LONGEST_CHAIN && cause > 0; i++) {
      text.append("  because of ").append(lines.get(cause)).append("\n");
      cause = causes.getOrDefault(cause, 0L);
    }
    return text.toString();
  }
}
