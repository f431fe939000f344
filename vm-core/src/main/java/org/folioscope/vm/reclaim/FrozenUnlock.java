package org.folioscope.vm.reclaim;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;

/**
 * The end of a locked page that reclaim frees, whose references are frozen. That nobody has one
 * does not mean that nobody waits for the lock: who gave its reference away before it went to sleep
 * does.
 */
@Singleton
final class FrozenUnlock {

  private final Machine machine;
  private final boolean wakes;

  @Inject
  FrozenUnlock(Machine machine, Policies policies) {
    this.machine = machine;
    this.wakes = policies.get(ReclaimPolicies.LAST_UNLOCK) == ReclaimPolicies.LastUnlock.WAKE;
  }

  /** Unlocks and frees the page, unless somebody may have to be woken. Only inside a step. */
  boolean freesAtOnce(Folio folio) {
    if (wakes && folio.is(PageFlag.WAITERS)) {
      return false;
    }
    folio.releaseLock();
    folio.freeFrozen();
    return true;
  }

  /** Unlocks the page, wakes who waits for that, and frees it. Not inside a step. */
  void wakeAndFree(Folio folio) {
    folio.unlock();
    machine.atomic(folio::freeFrozen);
  }
}
