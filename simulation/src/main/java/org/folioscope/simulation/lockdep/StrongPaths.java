package org.folioscope.simulation.lockdep;

import java.util.ArrayList;
import java.util.List;

/**
 * The strong paths from one class to another. All of them are looked for, not only the shortest: so
 * which ones are found in the end does not depend on the order in which dependencies came to light.
 */
final class StrongPaths {

  /** So many are enough for one dependency; only a hopeless tangle has more. */
  private static final int MOST = 64;

  private final LockOrder order;
  private final int to;
  private final boolean toReader;
  private final boolean[] leads;
  private final boolean[] onPath;
  private final List<Integer> path = new ArrayList<>();
  private final List<List<Integer>> found = new ArrayList<>();

  private StrongPaths(LockOrder order, int to, boolean toReader) {
    this.order = order;
    this.to = to;
    this.toReader = toReader;
    this.leads = new boolean[order.locks()];
    this.onPath = new boolean[order.locks()];
    lookBack();
  }

  /**
   * The paths that visit no class twice.
   *
   * @param afterReader whether a recursive reader wants the first class, or holds it up: then the
   *     path must begin with a class that is held alone
   * @param toReader whether the last class is held by a reader: then somebody must want it who is
   *     held up by readers
   * @return the classes of each path, both ends included
   */
  static List<List<Integer>> all(
      LockOrder order, int from, boolean afterReader, int to, boolean toReader) {
    if (!order.leadsOn(from)) {
      return List.of();
    }
    StrongPaths paths = new StrongPaths(order, to, toReader);
    if (paths.leads[from]) {
      paths.extend(from, afterReader);
    }
    return paths.found;
  }

  /** Marks the classes from which there is a way at all. */
  private void lookBack() {
    leads[to] = true;
    boolean more = true;
    while (more) {
      more = false;
      for (Dependency dependency : order.dependencies()) {
        if (leads[dependency.to()] && !leads[dependency.from()]) {
          leads[dependency.from()] = true;
          more = true;
        }
      }
    }
  }

  private void extend(int lock, boolean onlyRecursive) {
    path.add(lock);
    onPath[lock] = true;
    if (lock == to) {
      if (!(toReader && onlyRecursive)) {
        found.add(List.copyOf(path));
      }
    } else {
      for (int next = 0; next < leads.length && found.size() < MOST; next++) {
        int kinds = order.kinds(lock, next);
        int strong = onlyRecursive ? kinds & (Dependency.ER | Dependency.EN) : kinds;
        if (strong != 0 && leads[next] && !onPath[next]) {
          extend(next, (strong & (Dependency.SN | Dependency.EN)) == 0);
        }
      }
    }
    onPath[lock] = false;
    path.removeLast();
  }
}
