package org.folioscope.simulation.deadlock;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.folioscope.simulation.machine.RunEnd;
import org.folioscope.simulation.machine.Wait;

/**
 * The tasks that were blocked when a run ended, and for each one the tasks that would have to act
 * first. A circle in it is a deadlock; it is found by looking, never by waiting.
 */
public final class WaitGraph {

  private final SortedMap<Integer, Waiter> waiters = new TreeMap<>();

  private final IntFunction<String> names;

  private WaitGraph(IntFunction<String> names) {
    this.names = names;
  }

  /**
   * A blocked task.
   *
   * @param task its id
   * @param name its name
   * @param awaited what it waits for, in the kernel's words
   * @param owners the tasks that own that, ascending; empty when nobody in particular does
   * @param endedBy what else would end its wait
   */
  public record Waiter(
      int task, String name, String awaited, List<Integer> owners, Wait.Rescue endedBy) {}

  /** The graph of the tasks that a run left blocked; other tasks are called by their number. */
  public static WaitGraph of(RunEnd end) {
    return of(end, task -> "task " + task);
  }

  /**
   * The graph of the tasks that a run left blocked; the function names tasks that are not, those
   * that died for example.
   */
  public static WaitGraph of(RunEnd end, IntFunction<String> names) {
    WaitGraph graph = new WaitGraph(names);
    for (RunEnd.Blocked blocked : end.blocked()) {
      SortedSet<Integer> owners = new TreeSet<>();
      blocked.awaited().owners(owners::add);
      graph.waiters.put(
          blocked.task(),
          new Waiter(
              blocked.task(),
              blocked.name(),
              blocked.awaited().what(),
              List.copyOf(owners),
              blocked.awaited().endedBy()));
    }
    return graph;
  }

  /** The blocked tasks by id. */
  public List<Waiter> waiters() {
    return List.copyOf(waiters.values());
  }

  /**
   * A shortest circle of tasks of which each waits for the next, and the last for the first; it
   * begins with its lowest task. Empty when there is none. Of several it is the one with the lowest
   * first task.
   */
  public List<Waiter> cycle() {
    List<Waiter> shortest = List.of();
    for (int start : waiters.keySet()) {
      List<Waiter> cycle = cycleThrough(start);
      if (!cycle.isEmpty() && (shortest.isEmpty() || cycle.size() < shortest.size())) {
        shortest = cycle;
      }
    }
    return shortest;
  }

  /** Whether tasks wait for each other in a circle. */
  public boolean isDeadlock() {
    return !cycle().isEmpty();
  }

  /**
   * What would let all of them go on who wait for nobody else that is blocked: a signal if each of
   * these waits ends by one, a timer if each ends by one or by a signal, killing if each ends by
   * that, a timer or a signal, else nothing.
   */
  public Wait.Rescue rescue() {
    List<Wait.Rescue> first =
        waiters.values().stream()
            .filter(waiter -> waiter.owners().stream().noneMatch(waiters::containsKey))
            .map(Waiter::endedBy)
            .toList();
    if (first.isEmpty() || first.contains(Wait.Rescue.NOTHING)) {
      return Wait.Rescue.NOTHING;
    }
    if (first.contains(Wait.Rescue.FATAL_SIGNAL)) {
      return Wait.Rescue.FATAL_SIGNAL;
    }
    return first.contains(Wait.Rescue.TIMER) ? Wait.Rescue.TIMER : Wait.Rescue.SIGNAL;
  }

  /**
   * A line for each task of the circle; or, when there is no circle, for each blocked task what the
   * kernel says of hung tasks, and what it waits for.
   */
  public String describe() {
    List<Waiter> cycle = cycle();
    return cycle.isEmpty()
        ? waiters().stream().map(this::hung).collect(Collectors.joining("\n"))
        : cycle.stream().map(this::line).collect(Collectors.joining("\n"));
  }

  /** Whoever can be killed is no hung task to the kernel. */
  private String hung(Waiter waiter) {
    if (waiter.endedBy() == Wait.Rescue.FATAL_SIGNAL) {
      return line(waiter) + "; nothing but a signal that kills it ends this";
    }
    return "INFO: task "
        + waiter.name()
        + ":"
        + waiter.task()
        + " blocked for more than 120 seconds: "
        + line(waiter);
  }

  private String line(Waiter waiter) {
    String line = waiter.name() + " waits for " + waiter.awaited();
    if (waiter.owners().isEmpty()) {
      return line;
    }
    return line
        + ", owned by "
        + waiter.owners().stream().map(this::nameOf).collect(Collectors.joining(", "));
  }

  private String nameOf(int task) {
    Waiter waiter = waiters.get(task);
    return waiter == null ? names.apply(task) : waiter.name();
  }

  /** Breadth first from the owners of what the start waits for, back to the start. */
  private List<Waiter> cycleThrough(int start) {
    SortedMap<Integer, Integer> cameFrom = new TreeMap<>();
    Deque<Integer> toVisit = new ArrayDeque<>();
    toVisit.add(start);
    while (!toVisit.isEmpty()) {
      int task = toVisit.remove();
      for (int owner : ownersOf(task)) {
        if (owner == start) {
          return path(start, task, cameFrom);
        }
        if (waiters.containsKey(owner) && cameFrom.putIfAbsent(owner, task) == null) {
          toVisit.add(owner);
        }
      }
    }
    return List.of();
  }

  private List<Integer> ownersOf(int task) {
    Waiter waiter = waiters.get(task);
    return waiter == null ? List.of() : waiter.owners();
  }

  private List<Waiter> path(int start, int last, SortedMap<Integer, Integer> cameFrom) {
    List<Waiter> path = new ArrayList<>();
    Integer task = last;
    while (task != null && task != start) {
      path.addFirst(waiters.get(task));
      task = cameFrom.get(task);
    }
    path.addFirst(waiters.get(start));
    return path;
  }
}
