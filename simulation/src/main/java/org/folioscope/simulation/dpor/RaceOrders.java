package org.folioscope.simulation.dpor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.folioscope.eventlog.state.Container;
import org.folioscope.simulation.explore.Coverage;
import org.folioscope.simulation.machine.PastStates;

/** In which orders racing operations were seen. Several workers may note at once. */
final class RaceOrders {

  private static final int TASK_BITS = 20;

  private final SortedMap<Operations, Orders> seen = new TreeMap<>();

  /** Two operations: of the same name only if the tasks are alike, such as interrupts. */
  private record Operations(String one, String other, String on) implements Comparable<Operations> {

    private static final Comparator<Operations> BY_NAME =
        Comparator.comparing(Operations::one)
            .thenComparing(Operations::other)
            .thenComparing(Operations::on);

    @Override
    public int compareTo(Operations them) {
      return BY_NAME.compare(this, them);
    }
  }

  private static final class Orders {

    boolean oneFirst;
    boolean otherFirst;
  }

  /** One worker's notes: what it noted once it passes over quickly. */
  final class Notes {

    private final SortedSet<Long> known = new TreeSet<>();

    /** Two turns of a run that race. */
    void race(Trace trace, Races.Pair race, PastStates past) {
      Turn first = trace.get(race.first());
      Turn second = trace.get(race.second());
      long tasks = ((long) first.task() << TASK_BITS | second.task()) << TASK_BITS;
      first
          .accesses()
          .conflicts(
              second.accesses(),
              location -> {
                if (known.add(tasks | kind(location))) {
                  boolean ascending = first.task() < second.task();
                  String on = past.kindOf(location);
                  note(past.taskName(race.first()), past.taskName(race.second()), on, ascending);
                }
              });
    }
  }

  Notes notes() {
    return new Notes();
  }

  synchronized Coverage coverage() {
    List<Coverage.Pair> pairs = new ArrayList<>();
    seen.forEach((operations, orders) ->
        pairs.add(
            new Coverage.Pair(
                operations.one(),
                operations.other(),
                operations.on(),
                orders.oneFirst,
                orders.otherFirst)));
    return new Coverage(pairs);
  }

  private synchronized void note(String first, String second, String on, boolean ascending) {
    int order = first.compareTo(second);
    boolean inOrder = order < 0 || order == 0 && ascending;
    Operations operations =
        inOrder ? new Operations(first, second, on) : new Operations(second, first, on);
    Orders orders = seen.computeIfAbsent(operations, _ -> new Orders());
    orders.oneFirst |= inOrder;
    orders.otherFirst |= !inOrder;
  }

  private static long kind(long location) {
    return Math.max(Container.number(location), -1) + 1L;
  }
}
