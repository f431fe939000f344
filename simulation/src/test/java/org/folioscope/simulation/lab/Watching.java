package org.folioscope.simulation.lab;

import java.util.function.BiConsumer;
import org.folioscope.simulation.machine.Footprint;
import org.folioscope.simulation.machine.TracingScheduler;
import org.folioscope.simulation.schedule.Choice;
import org.folioscope.simulation.schedule.Scheduler;

/** Follows another scheduler and looks at the turns. */
public record Watching(Scheduler scheduler, BiConsumer<Integer, Footprint> turns)
    implements TracingScheduler {

  @Override
  public int choose(Choice choice) {
    return scheduler.choose(choice);
  }

  @Override
  public void turn(int task, Footprint footprint) {
    turns.accept(task, footprint);
  }
}
