package org.folioscope.simulation.schedule;

/** Each task takes one step, in the order of the ids, over and over. */
public final class RoundRobin implements Scheduler {

  @Override
  public int choose(Choice choice) {
    for (int i = 0; i < choice.size(); i++) {
      if (choice.task(i) > choice.current()) {
        return choice.task(i);
      }
    }
    return choice.task(0);
  }
}
