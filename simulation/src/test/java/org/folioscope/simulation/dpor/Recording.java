package org.folioscope.simulation.dpor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.folioscope.simulation.machine.Accesses;
import org.folioscope.simulation.machine.Footprint;
import org.folioscope.simulation.machine.PastStates;
import org.folioscope.simulation.machine.TracingScheduler;
import org.folioscope.simulation.schedule.Choice;
import org.folioscope.simulation.schedule.Scheduler;

/**
 * Lets another scheduler decide and writes the turns down. Two executions belong to the same class
 * (Mazurkiewicz trace) if the same turns were taken and each came after the same others: so the
 * class is told by the vector clock of each turn.
 */
final class Recording implements TracingScheduler {

  private final Scheduler deciding;
  private final List<Integer> tasks = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();

  /**
   * A turn.
   *
   * @param slot the place of its task in the list of tasks
   * @param clock how many turns of each task came before it, itself included; by slot
   */
  private record Step(int slot, Accesses accesses, int[] clock) {

    int count(int of) {
      return of < clock.length ? clock[of] : 0;
    }
  }

  Recording(Scheduler deciding) {
    this.deciding = deciding;
  }

  @Override
  public int choose(Choice choice) {
    return deciding.choose(choice);
  }

  @Override
  public void turn(int task, Footprint footprint) {
    if (!tasks.contains(task)) {
      tasks.add(task);
    }
    steps.add(step(tasks.indexOf(task), footprint.accesses()));
    if (deciding instanceof TracingScheduler tracing) {
      tracing.turn(task, footprint);
    }
  }

  @Override
  public void blocked(int task, Footprint footprint) {
    if (deciding instanceof TracingScheduler tracing) {
      tracing.blocked(task, footprint);
    }
  }

  @Override
  public void ended(PastStates past) {
    if (deciding instanceof TracingScheduler tracing) {
      tracing.ended(past);
    }
  }

  /** The class of the execution: the same text for each execution of it. */
  String traceClass() {
    StringBuilder text = new StringBuilder();
    for (int task : tasks.stream().sorted().toList()) {
      int slot = tasks.indexOf(task);
      for (Step step : steps) {
        if (step.slot == slot) {
          text.append(task).append(clock(step)).append(' ');
        }
      }
    }
    return text.toString();
  }

  private List<String> clock(Step step) {
    return tasks.stream()
        .sorted()
        .filter(task -> step.count(tasks.indexOf(task)) > 0)
        .map(task -> task + ":" + step.count(tasks.indexOf(task)))
        .toList();
  }

  private Step step(int slot, Accesses accesses) {
    int[] clock = new int[tasks.size()];
    for (Step earlier : steps) {
      if (earlier.slot == slot || earlier.accesses.conflictsWith(accesses)) {
        Arrays.setAll(clock, of -> Math.max(clock[of], earlier.count(of)));
      }
    }
    clock[slot]++;
    return new Step(slot, accesses, clock);
  }
}
