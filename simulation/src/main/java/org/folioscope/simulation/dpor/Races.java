package org.folioscope.simulation.dpor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.folioscope.simulation.machine.Accesses;
import org.folioscope.simulation.machine.Footprint;
import org.folioscope.simulation.machine.PastStates;

/**
 * Finds the races of an execution: pairs of turns that conflict and could have come in the other
 * order, with nothing between them that would have to stay between.
 *
 * <p>A turn that had to wait is no simple case. The release of a lock conflicts with the
 * acquisition that waited for it, but they cannot change places; what can is the earlier
 * acquisition. So for every earlier turn it is asked whether the waiting one could have been taken
 * without it and what came of it; what decides that, the wait's condition, is evaluated in a past
 * state in which everything that it reads is as it would have been.
 */
final class Races {

  private static final int ALWAYS = -1;
  private static final int UNKNOWN = -2;

  private final Trace trace;
  private final List<Pair> found = new ArrayList<>();

  /** Two turns by their places in the trace. */
  record Pair(int first, int second) {}

  /** A pair that is a race if the second turn could have been taken in the state before a turn. */
  private static final class Candidate {

    final int first;
    final int second;
    final int state;
    boolean possible;
    boolean certain;

    Candidate(int first, int second, int state) {
      this.first = first;
      this.second = second;
      this.state = state;
      this.possible = state < 0;
      this.certain = state != UNKNOWN;
    }
  }

  private Races(Trace trace) {
    this.trace = trace;
  }

  /** The races whose second turn is new. */
  static List<Pair> in(Trace trace, int firstNew, PastStates past) {
    Races races = new Races(trace);
    List<Candidate> candidates = new ArrayList<>();
    for (int second = firstNew; second < trace.size(); second++) {
      races.collect(second, candidates);
    }
    candidates.stream()
        .filter(candidate -> candidate.state >= 0)
        .sorted(Comparator.comparingInt((Candidate candidate) -> candidate.state).reversed())
        .forEach(candidate -> races.ask(past, candidate));
    races.decide(candidates);
    return races.found;
  }

  /**
   * A condition reads as far as it must: what it reads in the past may be more than it read in the
   * run. If it could not be said then what that would have been, or if other turns than those
   * compared so far decide, nothing is certain.
   */
  private void ask(PastStates past, Candidate candidate) {
    Footprint looked = new Footprint();
    boolean could = past.couldTake(candidate.second, candidate.state, looked);
    Accesses gate = looked.accesses();
    candidate.certain =
        gate.readsWithin(trace.get(candidate.second).gate())
            || (could && wasAsWithout(candidate, gate));
    candidate.possible = could || !candidate.certain;
  }

  /** Whether all that is read was, in the past state, as if only the first turn were left out. */
  private boolean wasAsWithout(Candidate candidate, Accesses gate) {
    for (int i = candidate.first; i < Math.min(candidate.second, trace.taken()); i++) {
      boolean leftOut = i == candidate.first || trace.happensBefore(candidate.first, i);
      if (leftOut == i < candidate.state && gate.conflictsWith(trace.get(i).accesses())) {
        return false;
      }
    }
    return true;
  }

  private void collect(int second, List<Candidate> candidates) {
    int[] neighbours = trace.neighbours(second);
    boolean waited = false;
    for (int first : neighbours) {
      waited |= stateWithout(first, second) != ALWAYS;
    }
    if (!waited) {
      for (int first : neighbours) {
        found.add(new Pair(first, second));
      }
      return;
    }
    for (int first = Math.min(second, trace.taken()) - 1; first >= 0; first--) {
      if (trace.happensBefore(first, second)
          && !trace.precedesTaskOf(first, second)
          && trace.get(first).accesses().conflictsWith(trace.get(second).accesses())) {
        candidates.add(new Candidate(first, second, stateWithout(first, second)));
      }
    }
  }

  /**
   * Before which turn everything that decides about the second turn was as it would be if the first
   * turn, and what came of it, were left out.
   */
  private int stateWithout(int first, int second) {
    Turn waiting = trace.get(second);
    int firstLeftOut = -1;
    int lastKept = -1;
    for (int i = Math.min(second, trace.taken()) - 1; i >= first; i--) {
      if (waiting.gate().conflictsWith(trace.get(i).accesses())) {
        if (i == first || trace.happensBefore(first, i)) {
          firstLeftOut = i;
        } else {
          lastKept = Math.max(lastKept, i);
        }
      }
    }
    if (firstLeftOut < 0) {
      return ALWAYS;
    }
    return lastKept < firstLeftOut ? firstLeftOut : UNKNOWN;
  }

  /** The latest turns with which the second one could have changed places hide the earlier ones. */
  private void decide(List<Candidate> candidates) {
    List<Candidate> hiding = new ArrayList<>();
    int current = -1;
    for (Candidate candidate : candidates) {
      if (candidate.second != current) {
        current = candidate.second;
        hiding.clear();
      }
      boolean hidden =
          hiding.stream().anyMatch(later -> trace.happensBefore(candidate.first, later.first));
      if (candidate.possible && !hidden) {
        found.add(new Pair(candidate.first, candidate.second));
        if (candidate.certain) {
          hiding.add(candidate);
        }
      }
    }
  }
}
