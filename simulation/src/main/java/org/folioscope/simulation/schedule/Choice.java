package org.folioscope.simulation.schedule;

import java.util.Arrays;

/**
 * A schedule point: which tasks could take the next step. Reused between points; a scheduler must
 * not keep it.
 */
public final class Choice {

  /** Stands for "no task", for example before the first step. */
  public static final int NONE = -1;

  private int[] enabled;
  private int size;
  private int current = NONE;
  private boolean currentEnabled;
  private long currentSteps;

  /** A choice with room for so many tasks; it grows when there are more. */
  public Choice(int capacity) {
    enabled = new int[capacity];
  }

  /**
   * Empties the choice and says who took the last step, and how many steps it has taken in this
   * run.
   */
  public void reset(int currentTask, long steps) {
    size = 0;
    current = currentTask;
    currentEnabled = false;
    currentSteps = steps;
  }

  /** Adds an enabled task; ids must come in ascending order. */
  public void enable(int task) {
    if (size == enabled.length) {
      enabled = Arrays.copyOf(enabled, size * 2 + 1);
    }
    enabled[size++] = task;
    currentEnabled |= task == current;
  }

  /** How many tasks are enabled. */
  public int size() {
    return size;
  }

  /** The id of the enabled task at an index; ids ascend with the index. */
  public int task(int index) {
    return enabled[index];
  }

  /** The task that took the last step, or {@link #NONE}. */
  public int current() {
    return current;
  }

  /** How many steps the current task has taken in this run. */
  public long currentSteps() {
    return currentSteps;
  }

  /** Whether the current task could go on. Choosing another one is then a preemption. */
  public boolean currentEnabled() {
    return currentEnabled;
  }

  /**
   * What happens when nobody interferes: the current task goes on until it blocks, then the lowest
   * one runs.
   */
  public int defaultTask() {
    return currentEnabled ? current : enabled[0];
  }

  /** Whether the task is enabled. */
  public boolean enables(int task) {
    return indexOf(task) >= 0;
  }

  /** The index of an enabled task; -1 for any other. */
  public int indexOf(int task) {
    for (int i = 0; i < size; i++) {
      if (enabled[i] == task) {
        return i;
      }
    }
    return -1;
  }
}
