package org.folioscope.simulation.lockdep;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The orders of locks of many executions put together: what a kernel would have seen that ran them
 * one after the other. Two orders that no single execution shows can still exclude each other.
 */
public final class MergedOrder {

  private final LockOrder order = new LockOrder();
  private final SortedMap<String, String> found = new TreeMap<>();

  /** Nothing yet. */
  public MergedOrder() {}

  /** Adds what one execution knows; in which order that is done makes no difference. */
  public void add(LockOrder other) {
    int[] mine = new int[other.locks()];
    for (int lock = 0; lock < mine.length; lock++) {
      mine[lock] = order.lock(other.name(lock));
    }
    boolean more = false;
    for (Dependency dependency : other.dependencies()) {
      more |= add(dependency, mine[dependency.from()], mine[dependency.to()]);
    }
    for (LockOrder.Used used : other.used()) {
      if (!order.isUsed(mine[used.lock()], used.usage())) {
        order.use(new LockOrder.Used(mine[used.lock()], used.usage(), used.site()));
        more = true;
      }
    }
    if (more) {
      lookAtInterrupts();
    }
  }

  /** What can deadlock: the messages by the ids that reports of an execution have. */
  public SortedMap<String, String> found() {
    return Collections.unmodifiableSortedMap(found);
  }

  private boolean add(Dependency dependency, int from, int to) {
    int kind = dependency.kind();
    if (order.knows(from, to, kind)) {
      return false;
    }
    List<List<Integer>> circles =
        StrongPaths.all(
            order, to, Dependency.wantedRecursively(kind), from, !Dependency.heldAlone(kind));
    circles.forEach(path ->
        found.put(Complaint.circularId(order, path), Complaint.circularMessage(order, path)));
    order.add(new Dependency(from, to, kind, dependency.site()));
    return true;
  }

  private void lookAtInterrupts() {
    InterruptOrder.unsafe(order)
        .forEach(path ->
            found.put(Complaint.unsafeId(order, path), Complaint.unsafeMessage(order, path)));
    for (LockOrder.Used used : order.used()) {
      for (Usage other : Usage.values()) {
        if (used.usage().excludes(other) && order.isUsed(used.lock(), other)) {
          String name = order.name(used.lock());
          found.put(Complaint.inconsistentId(name), Complaint.inconsistentMessage(name));
        }
      }
    }
  }
}
