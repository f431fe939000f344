package org.folioscope.simulation.schedule;

import java.util.Arrays;
import java.util.BitSet;
import org.folioscope.eventlog.state.StableHash;

/**
 * Runs the task with the highest priority. Priorities are random, whatever order the tasks come up
 * in; at a few random turns the task that would run falls below all others. A task that is started
 * again under its id goes on with the priority that it had. The same for the same seed on every
 * machine.
 */
public final class RandomPriorities implements Scheduler {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final long seed;
  private final long[] changes;
  private final int[] fallen;
  private final BitSet seen = new BitSet();
  private long turn;

  /**
   * The priorities that the seed names.
   *
   * @param changes at how many turns one of them changes
   * @param turns the last turn at which one may change, counted from 1
   */
  public RandomPriorities(long seed, int changes, long turns) {
    this.seed = StableHash.mix(seed + GOLDEN);
    this.changes = new long[changes];
    this.fallen = new int[changes];
    Arrays.fill(fallen, Choice.NONE);
    for (int i = 0; i < changes; i++) {
      this.changes[i] = 1 + Long.remainderUnsigned(random(-1L - i), turns);
    }
  }

  /** How many tasks have taken a turn. */
  public int tasks() {
    return seen.cardinality();
  }

  @Override
  public int choose(Choice choice) {
    turn++;
    int task = highest(choice);
    for (int i = 0; i < changes.length; i++) {
      if (changes[i] == turn) {
        fallen[i] = task;
        task = highest(choice);
      }
    }
    seen.set(task);
    return task;
  }

  private int highest(Choice choice) {
    int highest = choice.task(0);
    for (int i = 1; i < choice.size(); i++) {
      if (priority(choice.task(i)) > priority(highest)) {
        highest = choice.task(i);
      }
    }
    return highest;
  }

  /** A later change may put a task above one that fell earlier: which is as random as the turns. */
  private long priority(int task) {
    long priority = random(task) >>> 1;
    long when = 0;
    for (int i = 0; i < fallen.length; i++) {
      if (fallen[i] == task && changes[i] >= when) {
        priority = -1L - i;
        when = changes[i];
      }
    }
    return priority;
  }

  private long random(long about) {
    return StableHash.mix(seed + about * GOLDEN);
  }
}
