package org.folioscope.simulation.schedule;

/**
 * Decides which task takes the next step. A run is a function of the scenario, the configuration
 * and these decisions.
 */
@FunctionalInterface
public interface Scheduler {

  /**
   * The id of one of the enabled tasks, of which there is at least one; {@link Choice#NONE} ends
   * the run.
   */
  int choose(Choice choice);
}
