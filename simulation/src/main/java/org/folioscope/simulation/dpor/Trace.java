package org.folioscope.simulation.dpor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The turns of one execution and which happened before which: by the order within a task, by
 * starting a task, and by conflicts. A turn that was awaited in vain at the end stands behind the
 * others as if it had been taken.
 */
final class Trace {

  private static final int[] NOTHING = {};

  private final List<Turn> turns = new ArrayList<>();
  private long[][] before = new long[64][];
  private long[][] beforeInTask = new long[64][];
  private int[][] neighbours = new int[64][];
  private int taken;

  /** How many turns were taken. */
  int taken() {
    return taken;
  }

  /** How many turns there are, those awaited in vain included. */
  int size() {
    return turns.size();
  }

  Turn get(int index) {
    return turns.get(index);
  }

  /** The turns that were taken, without the first ones. */
  List<Turn> takenFrom(int first) {
    return List.copyOf(turns.subList(first, taken));
  }

  /**
   * What an execution begins with, from before a race's first turn, to have the second one first.
   */
  List<Turn> reversed(Races.Pair race) {
    List<Turn> beginning = new ArrayList<>();
    for (int i = race.first() + 1; i < taken; i++) {
      if (!happensBefore(race.first(), i)) {
        beginning.add(turns.get(i));
      }
    }
    beginning.add(turns.get(race.second()));
    return beginning;
  }

  /** Goes back to where this trace agrees with the turns, and on with these; says where that is. */
  int follow(List<Turn> others) {
    int common = 0;
    while (common < taken && common < others.size() && turns.get(common) == others.get(common)) {
      common++;
    }
    turns.subList(common, turns.size()).clear();
    taken = common;
    others.subList(common, others.size()).forEach(this::append);
    return common;
  }

  /** A turn was taken. */
  void append(Turn turn) {
    push(turn, taken);
    taken++;
  }

  /** A turn was awaited in vain when the execution ended. */
  void awaited(Turn turn) {
    push(turn, taken);
  }

  /** Whether a turn happened before a later one. */
  boolean happensBefore(int first, int second) {
    return contains(before[second], first);
  }

  /** Whether a turn happened before the point where a later turn's task began to wait for it. */
  boolean precedesTaskOf(int first, int second) {
    return contains(beforeInTask[second], first);
  }

  /**
   * The turns of other tasks that conflict with a turn, with nothing between that would have to
   * stay between; latest first.
   */
  int[] neighbours(int index) {
    return neighbours[index];
  }

  private void push(Turn turn, int limit) {
    int index = turns.size();
    grow(index);
    long[] inTask = new long[(limit >> 6) + 1];
    for (int i = limit - 1; i >= 0; i--) {
      Turn earlier = turns.get(i);
      if (!contains(inTask, i) && (earlier.task() == turn.task() || earlier.starts(turn.task()))) {
        join(inTask, i);
      }
      if (earlier.task() == turn.task()) {
        break;
      }
    }
    long[] all = inTask.clone();
    int[] found = NOTHING;
    for (int i = limit - 1; i >= 0; i--) {
      if (!contains(all, i) && turn.accesses().conflictsWith(turns.get(i).accesses())) {
        join(all, i);
        found = Arrays.copyOf(found, found.length + 1);
        found[found.length - 1] = i;
      }
    }
    beforeInTask[index] = inTask;
    before[index] = all;
    neighbours[index] = found;
    turns.add(turn);
  }

  private void join(long[] set, int index) {
    long[] other = before[index];
    for (int word = 0; word < other.length; word++) {
      set[word] |= other[word];
    }
    set[index >> 6] |= 1L << index;
  }

  private static boolean contains(long[] set, int index) {
    return index >> 6 < set.length && (set[index >> 6] & 1L << index) != 0;
  }

  private void grow(int index) {
    if (index == before.length) {
      before = Arrays.copyOf(before, index * 2);
      beforeInTask = Arrays.copyOf(beforeInTask, index * 2);
      neighbours = Arrays.copyOf(neighbours, index * 2);
    }
  }
}
