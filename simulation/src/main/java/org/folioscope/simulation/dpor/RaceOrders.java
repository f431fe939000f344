package org.folioscope.simulation.dpor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.folioscope.simulation.explore.Coverage;
import org.folioscope.simulation.machine.PastStates;

/** In which orders racing operations were seen. */
final class RaceOrders {

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

  /**
   * A race that an execution showed, in which order.
   *
   * @param kinds the names of the containers that both turns touched
   */
  record Race(String first, String second, boolean ascending, List<String> kinds) {

    static Race of(Trace trace, Races.Pair pair, PastStates past) {
      Turn first = trace.get(pair.first());
      Turn second = trace.get(pair.second());
      SortedSet<String> kinds = new TreeSet<>();
      first.accesses().conflicts(second.accesses(), at -> kinds.add(past.kindOf(at)));
      return new Race(
          past.taskName(pair.first()),
          past.taskName(pair.second()),
          first.task() < second.task(),
          List.copyOf(kinds));
    }
  }

  void note(Race race) {
    race.kinds().forEach(on -> note(race.first(), race.second(), on, race.ascending()));
  }

  Coverage coverage() {
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

  private void note(String first, String second, String on, boolean ascending) {
    int order = first.compareTo(second);
    boolean inOrder = order < 0 || order == 0 && ascending;
    Operations operations =
        inOrder ? new Operations(first, second, on) : new Operations(second, first, on);
    Orders orders = seen.computeIfAbsent(operations, _ -> new Orders());
    orders.oneFirst |= inOrder;
    orders.otherFirst |= !inOrder;
  }
}
