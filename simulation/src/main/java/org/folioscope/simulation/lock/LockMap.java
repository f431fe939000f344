package org.folioscope.simulation.lock;

import org.folioscope.eventlog.state.LongArray;
import org.folioscope.simulation.machine.Machine;

/**
 * Stands for a lock where there is none ({@code struct lockdep_map}): something that tasks wait for
 * each other about, such as reclaim or a journal commit. Nobody ever waits for the map itself; it
 * is there for the order of locks.
 */
public final class LockMap {

  private final Locks locks;
  private final String name;
  private final LongArray depth;

  LockMap(Locks locks, String name) {
    this.locks = locks;
    this.name = name;
    this.depth = locks.machine().space().longs("lock.map." + name);
  }

  /** From here on the current task counts as a holder (lock_map_acquire, rwsem_acquire_read). */
  public void acquire(LockMode mode) {
    Machine machine = locks.machine();
    machine.now(() -> locks.emit(new LockEvent.MapAcquired(name, machine.currentTask(), mode)));
  }

  /** From here on it does not (lock_map_release). */
  public void release() {
    Machine machine = locks.machine();
    machine.now(() -> locks.emit(new LockEvent.MapReleased(name, machine.currentTask())));
  }

  /** What comes next might wait for it (might_lock): acquired and released at once. */
  public void mightAcquire(LockMode mode) {
    Machine machine = locks.machine();
    machine.now(() -> locks.emit(new LockEvent.MapTouched(name, machine.currentTask(), mode)));
  }

  /** Whether the current task counts as a holder; that is its own business, so in no footprint. */
  public boolean isHeld() {
    int task = locks.machine().currentTask();
    return task >= 0 && locks.machine().peek(() -> depth.get(task)) > 0;
  }

  void count(int task, int change) {
    if (task >= 0) {
      depth.add(task, change);
    }
  }
}
