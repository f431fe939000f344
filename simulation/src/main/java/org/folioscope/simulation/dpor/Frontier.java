package org.folioscope.simulation.dpor;

import java.util.ArrayList;
import java.util.List;
import org.folioscope.simulation.dpor.WakeupTree.Branch;
import org.jspecify.annotations.Nullable;

/**
 * What several workers have still to try, and who tries what. Each worker goes on with the deepest
 * open state of its own path; one that has none takes the shallowest of another's.
 *
 * <p>Which branches there are does not depend on who takes them: a branch sleeps through what was
 * taken before it from the same state, and all of that will be searched to the end.
 */
final class Frontier {

  private final List<Path> paths = new ArrayList<>();
  private final List<Boolean> executing = new ArrayList<>();
  private int busy;
  private boolean begun;
  private boolean stopped;

  /** A branch to take, at the end of a path. The very first execution has none. */
  record Claim(Path path, @Nullable Branch branch) {}

  /** A new worker's number. */
  synchronized int join() {
    paths.add(new Path(List.of(), List.of()));
    executing.add(false);
    return paths.size() - 1;
  }

  /** What the worker is to try next, on its way from a path; null when all is tried. */
  synchronized @Nullable Claim claim(int worker) {
    Claim claim = available(worker);
    while (claim == null && busy > 0 && !stopped) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        stopped = true;
      }
      claim = available(worker);
    }
    if (claim == null || stopped) {
      notifyAll();
      return null;
    }
    paths.set(worker, claim.path());
    executing.set(worker, true);
    busy++;
    return claim;
  }

  /** The worker has tried it; what was found on the way is in the states of this path. */
  synchronized void done(int worker, Claim claim, Path path) {
    if (path.turns().size() == claim.path().turns().size()) {
      path.end().giveUpClaim();
    }
    paths.set(worker, path);
    executing.set(worker, false);
    busy--;
    notifyAll();
  }

  /** How much of everything is tried, as a guess from 0 to 1. */
  synchronized double fractionDone() {
    List<Done.Way> ways = new ArrayList<>();
    for (int worker = 0; worker < paths.size(); worker++) {
      if (!paths.get(worker).nodes().isEmpty()) {
        ways.add(new Done.Way(paths.get(worker).nodes(), executing.get(worker)));
      }
    }
    return Done.of(ways);
  }

  /** Whether something may be left to try. */
  synchronized boolean wasStopped() {
    return stopped;
  }

  /** Nobody is to begin anything any more. */
  synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  /** The first turn of a claimed branch was taken. */
  synchronized Node taken(Node from, Turn turn, WakeupTree then) {
    Node next = from.next(turn, then);
    if (paths.size() > 1) {
      notifyAll();
    }
    return next;
  }

  /** Executions with this beginning are wanted from a state. */
  synchronized void want(Node from, List<Turn> beginning, boolean optimal) {
    if (optimal) {
      from.want(beginning);
    } else {
      from.wantFirst(beginning);
    }
  }

  private @Nullable Claim available(int worker) {
    if (!begun) {
      begun = true;
      return new Claim(Path.beginning(), null);
    }
    Path own = paths.get(worker);
    int deepest = own.deepestOpen();
    if (deepest >= 0) {
      return claim(own, deepest);
    }
    if (own.hasWanted()) {
      return null;
    }
    for (Path other : paths) {
      int shallowest = other.shallowestOpen();
      if (shallowest >= 0) {
        return claim(other, shallowest);
      }
    }
    return null;
  }

  private static Claim claim(Path path, int depth) {
    Path way = path.first(depth);
    return new Claim(way, way.end().claim());
  }
}
