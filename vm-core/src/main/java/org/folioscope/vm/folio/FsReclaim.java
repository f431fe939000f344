package org.folioscope.vm.folio;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.lock.LockMap;
import org.folioscope.simulation.lock.LockMode;
import org.folioscope.simulation.lock.Locks;

/**
 * Tells the validator of lock orders what it cannot see: that an allocation may have to reclaim
 * memory, and that reclaim may come back into a filesystem ({@code fs_reclaim}). A lock that is
 * held while memory is allocated must not be taken by reclaim.
 */
@Singleton
public final class FsReclaim {

  private final LockMap map;

  /** For the tasks of a machine. */
  @Inject
  public FsReclaim(Locks locks) {
    this.map = locks.map("fs_reclaim");
  }

  /** The current task reclaims memory from here (fs_reclaim_acquire). */
  public void acquire() {
    map.acquire(LockMode.EXCLUSIVE);
  }

  /** It has done so (fs_reclaim_release). */
  public void release() {
    map.release();
  }

  /**
   * The current task allocates with GFP_KERNEL (might_alloc). Reclaim itself is given memory
   * without reclaiming.
   */
  void mightAllocate() {
    if (!map.isHeld()) {
      map.mightAcquire(LockMode.EXCLUSIVE);
    }
  }
}
