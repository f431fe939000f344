package org.folioscope.vm.balance;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.BooleanSupplier;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.contract.FaultResult;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.mm.Mm;
import org.folioscope.vm.signal.Signals;
import org.folioscope.vm.vmstat.DirtyCounts;
import org.folioscope.vm.vmstat.DirtyLimits;
import org.folioscope.vm.writeback.FlusherThread;

/**
 * Keeps those who dirty pages of files from dirtying too many (balance_dirty_pages). Above the
 * background limit they wake the flusher; at the hard one they sleep in slices until there are
 * fewer, however long that takes, or until they are killed. Between the two the kernel makes them
 * as slow as it finds the disk to be, which any schedule may do anyway. Where there are no limits
 * nothing of this takes a step.
 */
@Singleton
public final class DirtyThrottle {

  /** The longest slice in nanoseconds: 200 ms (MAX_PAUSE). */
  static final long PAUSE = 200_000_000L;

  /**
   * With no more pages than this of one disk its writers do not wait for the others
   * (wb_stat_error). Counts here are exact, as on one CPU.
   */
  private static final long STAT_ERROR = 1;

  private final Machine machine;
  private final DirtyCounts counts;
  private final FlusherThread flusher;
  private final CleanablePages cleanable;
  private final Signals signals;
  private final BalancePolicies.WriteThrottle inWrite;
  private final BalancePolicies.FaultThrottle inFault;

  /** As the policies say. */
  @Inject
  DirtyThrottle(
      Machine machine,
      DirtyCounts counts,
      FlusherThread flusher,
      CleanablePages cleanable,
      Signals signals,
      Policies policies) {
    this.machine = machine;
    this.counts = counts;
    this.flusher = flusher;
    this.cleanable = cleanable;
    this.signals = signals;
    this.inWrite = policies.get(BalancePolicies.WRITE_THROTTLE);
    this.inFault = policies.get(BalancePolicies.FAULT_THROTTLE);
  }

  /** A buffered write is about to write a page. i_rwsem is held. */
  public void beforeCopy(Inode inode) {
    if (inWrite == BalancePolicies.WriteThrottle.BEFORE_COPY) {
      balance(inode);
    }
  }

  /** A buffered write has written a page. i_rwsem is held. */
  public void afterCopy(Inode inode) {
    if (inWrite == BalancePolicies.WriteThrottle.AFTER_COPY) {
      balance(inode);
    }
  }

  /**
   * A fault has dirtied a page of a shared mapping. mmap_lock is held for read.
   *
   * @param mayDrop whether the caller of the fault knows what to do if it is dropped
   * @return DONE; COMPLETED or RETRY if mmap_lock was dropped
   */
  public FaultResult afterFault(Mm mm, Inode inode, boolean mayDrop) {
    if (!counts.concern(inode)) {
      return FaultResult.DONE;
    }
    boolean drops = mayDrop && inFault != BalancePolicies.FaultThrottle.LOCK_HELD;
    if (drops) {
      mm.mmapLock().upRead();
    }
    balance(inode);
    if (!drops) {
      return FaultResult.DONE;
    }
    return inFault == BalancePolicies.FaultThrottle.LOCK_DROPPED
        ? FaultResult.COMPLETED
        : FaultResult.RETRY;
  }

  /** Looks if it is time to (balance_dirty_pages_ratelimited). */
  private void balance(Inode inode) {
    if (!counts.concern(inode) || !machine.nowGet(counts::isTimeToLook)) {
      return;
    }
    try (Frame _ = machine.enter("balance_dirty_pages", "inode", inode.number())) {
      BooleanSupplier killed = signals.killed();
      boolean[] sleeps = new boolean[1];
      machine.atomic(() -> sleeps[0] = look(inode));
      FewerDirty fewer = new FewerDirty(counts, flusher, cleanable, killed);
      while (sleeps[0]) {
        machine.atomicWhen(fewer, () -> sleeps[0] = !killed.getAsBoolean() && look(inode));
      }
    }
  }

  /** Says whether the task has to sleep, and look again. */
  private boolean look(Inode inode) {
    DirtyLimits limits = counts.limits();
    long both = counts.both();
    counts.looked();
    if (counts.overBackground() || both > limits.freerun()) {
      flusher.wake();
    }
    if (both <= limits.freerun() || both < limits.hard()) {
      return false;
    }
    counts.throttled(inode, PAUSE);
    return both > STAT_ERROR;
  }
}
