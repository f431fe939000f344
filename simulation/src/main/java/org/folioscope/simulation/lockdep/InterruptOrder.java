package org.folioscope.simulation.lockdep;

import java.util.ArrayList;
import java.util.List;

/**
 * Which locks that interrupts take lead to locks that interrupts may interrupt. Somebody who holds
 * the first may wait for the second, whose owner stands still under an interrupt that waits for the
 * first.
 */
final class InterruptOrder {

  private InterruptOrder() {}

  /** A path for each such pair. */
  static List<List<Integer>> unsafe(LockOrder order) {
    List<List<Integer>> paths = new ArrayList<>();
    for (int safe = 0; safe < order.locks(); safe++) {
      boolean writes = order.isUsed(safe, Usage.IN_HARDIRQ);
      if (writes || order.isUsed(safe, Usage.IN_HARDIRQ_READ)) {
        lookFrom(order, safe, writes, paths);
      }
    }
    return paths;
  }

  /** An interrupt that only reads waits for nobody who only reads, and so on at the other end. */
  private static void lookFrom(
      LockOrder order, int safe, boolean interruptWrites, List<List<Integer>> paths) {
    for (int unsafe = 0; unsafe < order.locks(); unsafe++) {
      boolean held = order.isUsed(unsafe, Usage.HARDIRQ_ON);
      if (unsafe != safe && (held || order.isUsed(unsafe, Usage.HARDIRQ_ON_READ))) {
        List<List<Integer>> found = StrongPaths.all(order, safe, !interruptWrites, unsafe, !held);
        if (!found.isEmpty()) {
          paths.add(found.getFirst());
        }
      }
    }
  }
}
