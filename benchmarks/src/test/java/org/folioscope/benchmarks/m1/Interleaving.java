package org.folioscope.benchmarks.m1;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.folioscope.simulation.machine.Footprint;
import org.folioscope.simulation.machine.TurnListener;

/**
 * The turns of one execution, brought into the form that all equivalent executions share (Foata's):
 * each turn moves as early as the turns that it conflicts with let it.
 */
final class Interleaving implements TurnListener {

  private record Turn(int task, Footprint footprint, int level) {}

  private final List<Turn> turns = new ArrayList<>();

  @Override
  public void turn(int task, Footprint footprint) {
    int level = 0;
    for (Turn earlier : turns) {
      if (earlier.task == task || earlier.footprint.conflictsWith(footprint)) {
        level = Math.max(level, earlier.level + 1);
      }
    }
    turns.add(new Turn(task, copy(footprint), level));
  }

  void clear() {
    turns.clear();
  }

  /** The turns by level, then by task; a task has at most one on each. */
  String normalForm() {
    return turns.stream()
        .sorted(Comparator.comparingInt(Turn::level).thenComparingInt(Turn::task))
        .map(turn -> turn.level() + ":" + turn.task())
        .collect(Collectors.joining(" "));
  }

  private static Footprint copy(Footprint footprint) {
    Footprint copy = new Footprint();
    for (long location : footprint.reads()) {
      copy.read(location);
    }
    for (long location : footprint.writes()) {
      copy.write(location);
    }
    for (long location : footprint.adds()) {
      copy.add(location);
    }
    return copy;
  }
}
