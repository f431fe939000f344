package org.folioscope.simulation.explore;

import java.util.Arrays;
import org.folioscope.simulation.schedule.Choice;
import org.folioscope.simulation.schedule.Scheduler;

/**
 * The way through the tree of choices: a stack of the choices of the current path. At each choice
 * the first option is the default task, the others follow by ascending id. An execution follows the
 * stack, then goes on with first options and pushes what it meets.
 */
final class DepthFirst implements Scheduler {

  private final int bound;
  private int[] taken = new int[64];
  private int[] options = new int[64];
  private long[] fingerprints = new long[64];
  private int depth;
  private int at;
  private int preemptions;
  private boolean heldBack;
  private boolean diverged;

  DepthFirst(int bound) {
    this.bound = bound;
  }

  /** Executes the subject along the current path. */
  Trial execute(Subject subject) {
    at = 0;
    preemptions = 0;
    Trial trial = subject.run(this);
    if (diverged || at < depth) {
      throw new IllegalStateException(
          "the subject is no function of the schedule: choice "
              + at
              + " was another one when the same choices were made before");
    }
    return trial;
  }

  /** Goes to the next path; false when there is none. */
  boolean advance() {
    while (depth > 0 && taken[depth - 1] + 1 == options[depth - 1]) {
      depth--;
    }
    if (depth == 0) {
      return false;
    }
    taken[depth - 1]++;
    return true;
  }

  /** Whether the bound on preemptions ever held a choice back. */
  boolean heldBack() {
    return heldBack;
  }

  @Override
  public int choose(Choice choice) {
    if (diverged || choice.size() == 1) {
      return choice.defaultTask();
    }
    if (at == depth) {
      push(choice);
    } else if (fingerprints[at] != fingerprint(choice)) {
      diverged = true;
      return choice.defaultTask();
    }
    int task = option(choice, taken[at]);
    if (taken[at] > 0 && choice.currentEnabled()) {
      preemptions++;
    }
    at++;
    return task;
  }

  private void push(Choice choice) {
    if (depth == taken.length) {
      taken = Arrays.copyOf(taken, depth * 2);
      options = Arrays.copyOf(options, depth * 2);
      fingerprints = Arrays.copyOf(fingerprints, depth * 2);
    }
    boolean held = choice.currentEnabled() && preemptions == bound;
    heldBack |= held;
    taken[depth] = 0;
    options[depth] = held ? 1 : choice.size();
    fingerprints[depth] = fingerprint(choice);
    depth++;
  }

  private static int option(Choice choice, int index) {
    int byDefault = choice.defaultTask();
    if (index == 0) {
      return byDefault;
    }
    int candidate = choice.task(index);
    return candidate > byDefault ? candidate : choice.task(index - 1);
  }

  private static long fingerprint(Choice choice) {
    long hash = choice.currentSteps() * 31 + choice.current();
    for (int i = 0; i < choice.size(); i++) {
      hash = hash * 31 + choice.task(i);
    }
    return hash;
  }
}
