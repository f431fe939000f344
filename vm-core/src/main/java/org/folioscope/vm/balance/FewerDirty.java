package org.folioscope.vm.balance;

import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.folioscope.simulation.machine.Wait;
import org.folioscope.vm.vmstat.DirtyCounts;
import org.folioscope.vm.writeback.FlusherThread;

/**
 * The sleep of who has dirtied too many pages, slice after slice. Slices after which a look would
 * find what the one before found are left out: it ends when there are few enough, or when there is
 * something for the flusher to do and it has to be woken again, or when the task is killed.
 */
record FewerDirty(
    DirtyCounts counts, FlusherThread flusher, CleanablePages cleanable, BooleanSupplier killed)
    implements Wait {

  @Override
  public boolean ready() {
    return killed.getAsBoolean()
        || counts.both() < counts.limits().hard()
        || counts.overBackground() && flusher.isIdle() && cleanable.exist();
  }

  @Override
  public String what() {
    return "fewer than "
        + counts.limits().hard()
        + " pages that are dirty ("
        + counts.dirty()
        + ", of which "
        + cleanable.pinned()
        + " stay so while they are pinned) or under writeback ("
        + counts.underWriteback()
        + ")";
  }

  @Override
  public Rescue endedBy() {
    return Rescue.FATAL_SIGNAL;
  }

  @Override
  public void owners(IntConsumer tasks) {
    flusher.workers(tasks);
  }
}
