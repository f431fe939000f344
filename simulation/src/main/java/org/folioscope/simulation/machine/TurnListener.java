package org.folioscope.simulation.machine;

/** Is given the footprint of every turn while an exploration needs it. */
@FunctionalInterface
public interface TurnListener {

  /** The task has taken a turn; the footprint is only valid during this call. */
  void turn(int task, Footprint footprint);
}
