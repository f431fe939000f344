package org.folioscope.scenarios.report;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** State by container and slot; remembers which containers were asked for. */
final class StateTable {

  /** The slot of a container that has only one value. */
  static final long WHOLE = -1;

  private final SortedMap<String, SortedMap<Long, String>> containers = new TreeMap<>();
  private final SortedSet<String> taken = new TreeSet<>();

  /**
   * Reads paths such as {@code folio.refcount[3]}.
   *
   * @param values by path
   */
  StateTable(SortedMap<String, String> values) {
    values.forEach((path, value) -> {
      int bracket = path.endsWith("]") ? path.lastIndexOf('[') : -1;
      String container = bracket < 0 ? path : path.substring(0, bracket);
      long slot =
          bracket < 0 ? WHOLE : Long.parseLong(path.substring(bracket + 1, path.length() - 1));
      containers.computeIfAbsent(container, _ -> new TreeMap<>()).put(slot, value);
    });
  }

  /** What the container holds by slot; empty if it holds nothing. */
  SortedMap<Long, String> take(String container) {
    taken.add(container);
    return containers.getOrDefault(container, new TreeMap<>());
  }

  /** The numbers that the container holds, 0 where it holds none. */
  long number(String container, long slot) {
    return Long.parseLong(take(container).getOrDefault(slot, "0"));
  }

  /** The containers that begin so, in order. */
  List<String> named(String prefix) {
    return containers.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
  }

  /** The containers that nobody asked for. */
  List<String> rest() {
    return containers.keySet().stream().filter(name -> !taken.contains(name)).toList();
  }
}
