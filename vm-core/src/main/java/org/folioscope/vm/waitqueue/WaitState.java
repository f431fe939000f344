package org.folioscope.vm.waitqueue;

import java.util.ArrayList;
import java.util.List;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongArray;
import org.folioscope.eventlog.state.RefArray;
import org.folioscope.eventlog.state.StateSpace;

/** The queues, who walks along them, and what became of each sleeper. A task sleeps once. */
final class WaitState implements StateOwner<WaitEvent> {

  private static final EventFamily<WaitEvent> FAMILY = EventFamily.of("wait", 1, WaitEvent.class);
  private static final long WOKEN = 1;
  private static final long OWNER = 2;

  private final RefArray<List<Waiter>> queues;
  private final LongArray lockOwner;
  private final LongArray awake;

  WaitState(StateSpace space) {
    queues = space.refs("wait.queue");
    lockOwner = space.longs("wait.lock-owner");
    awake = space.longs("wait.awake");
  }

  @Override
  public EventFamily<WaitEvent> family() {
    return FAMILY;
  }

  @Override
  public void apply(WaitEvent event) {
    switch (event) {
      case WaitEvent.WaiterQueued e -> append(e.queue(), e.waiter());
      case WaitEvent.WaiterWoken e -> {
        remove(e.queue(), e.task());
        awake.set(e.task(), e.owner() ? OWNER : WOKEN);
      }
      case WaitEvent.WaitEnded e -> awake.set(e.task(), 0);
      case WaitEvent.QueueLocked e -> lockOwner.set(e.queue(), e.task() + 1L);
      case WaitEvent.QueueUnlocked e -> lockOwner.set(e.queue(), 0);
      case WaitEvent.WaiterLeft e -> remove(e.queue(), e.task());
    }
  }

  /** The sleepers, first come first. */
  List<Waiter> queue(int queue) {
    List<Waiter> waiters = queues.get(queue);
    return waiters == null ? List.of() : waiters;
  }

  boolean locked(int queue) {
    return lockOwner.get(queue) != 0;
  }

  int lockOwner(int queue) {
    return lockOwner.getInt(queue) - 1;
  }

  boolean woken(int task) {
    return awake.get(task) != 0;
  }

  boolean owner(int task) {
    return awake.get(task) == OWNER;
  }

  private void append(int queue, Waiter waiter) {
    List<Waiter> longer = new ArrayList<>(queue(queue));
    longer.add(waiter);
    queues.set(queue, List.copyOf(longer));
  }

  private void remove(int queue, int task) {
    List<Waiter> left = queue(queue).stream().filter(waiter -> waiter.task() != task).toList();
    queues.set(queue, left.isEmpty() ? null : left);
  }
}
