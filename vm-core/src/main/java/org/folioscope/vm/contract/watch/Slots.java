package org.folioscope.vm.contract.watch;

import java.util.SortedMap;
import java.util.TreeMap;
import org.folioscope.eventlog.state.Container;
import org.folioscope.eventlog.state.StateSpace;

/** Looks at containers by name, past all tracking: for checks, which are in no footprint. */
public final class Slots {

  private Slots() {}

  /** The slots of a container that differ from the default, with their readable values. */
  public static SortedMap<Long, String> of(StateSpace space, String container) {
    SortedMap<Long, String> slots = new TreeMap<>();
    for (Container candidate : space.containers()) {
      if (candidate.name().equals(container)) {
        candidate.forEach((path, value) -> slots.put(slot(path), value));
      }
    }
    return slots;
  }

  /** The number of a slot, from its path. */
  static long slot(String path) {
    int open = path.lastIndexOf('[');
    return open < 0 ? 0 : Long.parseLong(path.substring(open + 1, path.length() - 1));
  }
}
