package org.folioscope.simulation.explore;

import java.util.Arrays;
import org.folioscope.simulation.schedule.Choice;
import org.folioscope.simulation.schedule.Scheduler;

/**
 * The way through the tree of choices: a stack of the choices of the current path. At each choice
 * the first option is the default task, the others follow as their {@link Price} orders them. An
 * execution follows the stack, then goes on with first options and pushes what it meets.
 */
final class DepthFirst implements Scheduler {

  private final Price price;
  private final int bound;
  private final int lastBound;
  private int[] taken = new int[64];
  private int[] options = new int[64];
  private long[] fingerprints = new long[64];
  private int depth;
  private int at;
  private int spent;
  private double share;
  private boolean heldBack;
  private boolean diverged;

  /**
   * A search from its beginning.
   *
   * @param bound how much an execution may spend
   * @param lastBound how much in the last of the searches of which this is one
   */
  DepthFirst(Price price, int bound, int lastBound) {
    this.price = price;
    this.bound = bound;
    this.lastBound = lastBound;
  }

  /** Executes the subject along the current path. */
  Trial execute(Subject subject) {
    at = 0;
    spent = 0;
    share = 1;
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

  /** Whether the bound ever held a choice back. */
  boolean heldBack() {
    return heldBack;
  }

  /** How much the last execution spent. */
  int spent() {
    return spent;
  }

  /**
   * The weight of the last execution in the tree of the last bound: a random walk down that tree
   * would come this way with this probability.
   */
  double share() {
    return share;
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
    int option = taken[at];
    share /= price.affordable(choice, lastBound - spent);
    spent += price.of(choice, option);
    at++;
    return price.task(choice, option);
  }

  private void push(Choice choice) {
    if (depth == taken.length) {
      taken = Arrays.copyOf(taken, depth * 2);
      options = Arrays.copyOf(options, depth * 2);
      fingerprints = Arrays.copyOf(fingerprints, depth * 2);
    }
    taken[depth] = 0;
    options[depth] = price.affordable(choice, bound - spent);
    heldBack |= options[depth] < choice.size();
    fingerprints[depth] = fingerprint(choice);
    depth++;
  }

  private static long fingerprint(Choice choice) {
    long hash = choice.currentSteps() * 31 + choice.current();
    for (int i = 0; i < choice.size(); i++) {
      hash = hash * 31 + choice.task(i);
    }
    return hash;
  }
}
