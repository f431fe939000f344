package org.folioscope.eventlog.diff;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.LogEnding;
import org.folioscope.eventlog.log.LogHeader;
import org.folioscope.eventlog.log.LoggedStep;
import org.jspecify.annotations.Nullable;

/**
 * Compares two logs task by task: the i-th event of a task on the left with its i-th event on the
 * right, whatever the other tasks did in between. Marks, times and digests do not count. Reads both
 * logs once, step by step in turns, and keeps only events that one side is ahead of the other in
 * their task.
 */
public final class LogDiff {

  private static final Comparator<Divergence> BY_PLACE_ON_THE_LEFT =
      Comparator.comparingLong((Divergence divergence) -> numberOf(divergence.left()))
          .thenComparingLong(divergence -> numberOf(divergence.right()));

  private final Predicate<Event> seen;
  private final BiPredicate<Event, Event> same;
  private final Map<Integer, TaskEvents> tasks = new TreeMap<>();
  private final Map<Integer, TaskEvents> setupTasks = new TreeMap<>();

  /**
   * Where the events of one task differ first.
   *
   * @param task the task's id
   * @param index the place among the task's events, from 0; those of the set-up are counted apart
   * @param left the event on the left, or null where the left log has no further event of the task
   * @param right the same on the right
   */
  public record Divergence(
      int task, long index, LoggedStep.@Nullable Logged left, LoggedStep.@Nullable Logged right) {}

  /**
   * A value that the two sides have differently.
   *
   * @param path what it is: a property, a family or a slot of the state
   * @param left the value on the left, or null if there is none
   * @param right the same on the right
   */
  public record Difference(String path, @Nullable String left, @Nullable String right) {}

  /**
   * What came of it.
   *
   * @param setup where tasks part within the set-up, by task
   * @param tasks where tasks part after it, by task
   * @param first the one of {@code tasks} that comes first in the left log, or null; where the left
   *     log ended counts as last
   * @param leftEnding why the left log gave no more
   * @param rightEnding the same on the right
   */
  public record Result(
      List<Divergence> setup,
      List<Divergence> tasks,
      @Nullable Divergence first,
      LogEnding leftEnding,
      LogEnding rightEnding) {

    /** Whether every task did the same on both sides, in the set-up too. */
    public boolean isEqual() {
      return setup.isEmpty() && tasks.isEmpty();
    }
  }

  private LogDiff(Predicate<Event> seen, BiPredicate<Event, Event> same) {
    this.seen = seen;
    this.same = same;
  }

  /**
   * Compares two logs to their ends.
   *
   * @param leftSetup the number of the last event of the left log's set-up, 0 for none
   * @param rightSetup the same on the right
   */
  public static Result compare(LogCursor left, long leftSetup, LogCursor right, long rightSetup) {
    return new LogDiff(_ -> true, Event::equals).read(left, leftSetup, right, rightSetup);
  }

  /**
   * Where two logs do something of another kind: events count as the same when they are of one
   * type, wherever on the disk or in memory it happens.
   *
   * @param seen the events that are compared; the others are passed over
   */
  public static Result compareKinds(
      LogCursor left, long leftSetup, LogCursor right, long rightSetup, Predicate<Event> seen) {
    return new LogDiff(seen, (one, other) -> one.getClass() == other.getClass())
        .read(left, leftSetup, right, rightSetup);
  }

  private Result read(LogCursor left, long leftSetup, LogCursor right, long rightSetup) {
    LoggedStep leftStep = left.next();
    LoggedStep rightStep = right.next();
    while (leftStep != null || rightStep != null) {
      if (leftStep != null) {
        take(leftStep, leftSetup, true);
        leftStep = left.next();
      }
      if (rightStep != null) {
        take(rightStep, rightSetup, false);
        rightStep = right.next();
      }
    }
    List<Divergence> setup = divergences(setupTasks);
    List<Divergence> run = divergences(tasks);
    Divergence first = run.stream().min(BY_PLACE_ON_THE_LEFT).orElse(null);
    return new Result(setup, run, first, left.ending(), right.ending());
  }

  /** How two headers differ: format, families and properties. */
  public static List<Difference> headers(LogHeader left, LogHeader right) {
    return states(flatten(left), flatten(right));
  }

  /** How two maps of values differ, by path. */
  public static List<Difference> states(
      SortedMap<String, String> left, SortedMap<String, String> right) {
    TreeSet<String> paths = new TreeSet<>(left.keySet());
    paths.addAll(right.keySet());
    return paths.stream()
        .filter(path -> !Objects.equals(left.get(path), right.get(path)))
        .map(path -> new Difference(path, left.get(path), right.get(path)))
        .toList();
  }

  private void take(LoggedStep step, long setup, boolean left) {
    for (LoggedStep.Logged logged : step.events()) {
      if (seen.test(logged.event())) {
        Map<Integer, TaskEvents> phase = logged.number() <= setup ? setupTasks : tasks;
        phase
            .computeIfAbsent(step.step().task(), task -> new TaskEvents(task, same))
            .take(logged, left);
      }
    }
  }

  private static List<Divergence> divergences(Map<Integer, TaskEvents> tasks) {
    return tasks.values().stream().map(TaskEvents::end).filter(Objects::nonNull).toList();
  }

  private static SortedMap<String, String> flatten(LogHeader header) {
    SortedMap<String, String> flat = new TreeMap<>();
    flat.put("format", Integer.toString(header.format()));
    header
        .families()
        .forEach(
            family -> flat.put("family " + family.name(), family.version() + " " + family.types()));
    header.properties().forEach((name, value) -> flat.put("property " + name, value));
    return flat;
  }

  private static long numberOf(LoggedStep.@Nullable Logged logged) {
    return logged == null ? Long.MAX_VALUE : logged.number();
  }

  /** The events of one task that have no partner yet: all of one side. */
  private static final class TaskEvents {

    private final int task;
    private final BiPredicate<Event, Event> same;
    private final Deque<LoggedStep.Logged> ahead = new ArrayDeque<>();
    private boolean leftIsAhead;
    private long index;
    private @Nullable Divergence divergence;

    TaskEvents(int task, BiPredicate<Event, Event> same) {
      this.task = task;
      this.same = same;
    }

    void take(LoggedStep.Logged logged, boolean left) {
      if (divergence != null) {
        return;
      }
      LoggedStep.Logged partner = left == leftIsAhead ? null : ahead.pollFirst();
      if (partner == null) {
        leftIsAhead = left;
        ahead.addLast(logged);
      } else if (same.test(partner.event(), logged.event())) {
        index++;
      } else {
        divergence =
            left
                ? new Divergence(task, index, logged, partner)
                : new Divergence(task, index, partner, logged);
        ahead.clear();
      }
    }

    @Nullable Divergence end() {
      LoggedStep.Logged alone = ahead.pollFirst();
      if (divergence == null && alone != null) {
        divergence =
            leftIsAhead
                ? new Divergence(task, index, alone, null)
                : new Divergence(task, index, null, alone);
      }
      return divergence;
    }
  }
}
