package org.folioscope.benchmarks.m1;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.folioscope.simulation.machine.Accesses;
import org.folioscope.simulation.machine.Footprint;
import org.folioscope.simulation.machine.TracingScheduler;
import org.folioscope.simulation.schedule.Choice;
import org.folioscope.simulation.schedule.Scheduler;

/**
 * The turns of one execution, brought into the form that all equivalent executions share (Foata's):
 * each turn moves as early as the turns that it conflicts with let it.
 */
final class Interleaving implements TracingScheduler {

  private record Turn(int task, Accesses accesses, int level) {}

  private final Scheduler scheduler;

  private final List<Turn> turns = new ArrayList<>();

  Interleaving(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public int choose(Choice choice) {
    return scheduler.choose(choice);
  }

  @Override
  public void turn(int task, Footprint footprint) {
    Accesses accesses = footprint.accesses();
    int level = 0;
    for (Turn earlier : turns) {
      if (earlier.task == task || earlier.accesses.conflictsWith(accesses)) {
        level = Math.max(level, earlier.level + 1);
      }
    }
    turns.add(new Turn(task, accesses, level));
  }

  /** The turns by level, then by task; a task has at most one on each. */
  String normalForm() {
    return turns.stream()
        .sorted(Comparator.comparingInt(Turn::level).thenComparingInt(Turn::task))
        .map(turn -> turn.level() + ":" + turn.task())
        .collect(Collectors.joining(" "));
  }
}
