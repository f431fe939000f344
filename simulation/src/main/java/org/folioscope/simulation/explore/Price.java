package org.folioscope.simulation.explore;

import org.folioscope.simulation.schedule.Choice;

/**
 * What it costs to leave the default schedule at a choice, for a search that spends no more than
 * its bound in an execution. The first option is the default task and free; prices never fall from
 * one option to the next.
 */
enum Price {
  /**
   * Taking the CPU from a task that could go on costs 1; else all tasks are free, by ascending id.
   */
  PREEMPTION {
    @Override
    int task(Choice choice, int option) {
      int byDefault = choice.defaultTask();
      if (option == 0) {
        return byDefault;
      }
      int candidate = choice.task(option);
      return candidate > byDefault ? candidate : choice.task(option - 1);
    }

    @Override
    int of(Choice choice, int option) {
      return option > 0 && choice.currentEnabled() ? 1 : 0;
    }

    @Override
    int affordable(Choice choice, int left) {
      return left == 0 && choice.currentEnabled() ? 1 : choice.size();
    }
  },

  /**
   * A task whose turn it would be can be delayed, which brings the next higher one to its turn, and
   * after the highest the lowest. Each delay costs 1.
   */
  DELAY {
    @Override
    int task(Choice choice, int option) {
      int byDefault = choice.indexOf(choice.defaultTask());
      return choice.task((byDefault + option) % choice.size());
    }

    @Override
    int of(Choice choice, int option) {
      return option;
    }

    @Override
    int affordable(Choice choice, int left) {
      return left < choice.size() ? left + 1 : choice.size();
    }
  };

  /** The task that an option stands for, from 0. */
  abstract int task(Choice choice, int option);

  /** The price of an option. */
  abstract int of(Choice choice, int option);

  /** How many options cost no more than what is left to spend. */
  abstract int affordable(Choice choice, int left);
}
