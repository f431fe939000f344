package org.folioscope.vm.pin;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.machine.Wait;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.dirty.Dirtying;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.rmap.Rmap;

/**
 * The part of folio_clear_dirty_for_io that looks at pins, in kernels that were proposed. The page
 * is write-protected first: from then on a pin for writing needs page_mkwrite, hence the page lock,
 * so that what is seen of the pins is final while the lock is held.
 */
@Singleton
public final class PinnedCleaning {

  private final Machine machine;
  private final Rmap rmap;
  private final Dirtying dirtying;
  private final PinHolders holders;
  private final PinPolicies.CleanPinned rule;

  /** What the cleaner is to do. */
  public enum Answer {
    /** Clean the page. */
    CLEAN,
    /** Leave it as it is. */
    PASS_BY,
    /** It was unlocked meanwhile and is locked again: see whether it is still to be cleaned. */
    LOOK_AGAIN
  }

  /** For the machine's pages. */
  @Inject
  public PinnedCleaning(
      Machine machine, Rmap rmap, Dirtying dirtying, PinHolders holders, Policies policies) {
    this.machine = machine;
    this.rmap = rmap;
    this.dirtying = dirtying;
    this.holders = holders;
    this.rule = policies.get(PinPolicies.CLEAN_PINNED);
  }

  /**
   * What is to be done with a locked, dirty page before it is cleaned. Takes no step where pins do
   * not matter.
   *
   * @param integrity somebody waits for the data to be written (WB_SYNC_ALL)
   */
  public Answer ask(Inode inode, Folio folio, boolean integrity) {
    if (!rule.asks()) {
      return Answer.CLEAN;
    }
    try (Frame _ = machine.enter("folio_clear_dirty_for_io", "folio", folio.frame())) {
      if (rmap.mkclean(inode, folio)) {
        dirtying.markDirty(folio);
      }
      return switch (rule) {
        case IGNORE -> Answer.CLEAN;
        case WAIT_LOCKED -> sleepLocked(folio, Wait.Rescue.NOTHING);
        case WAIT_INTERRUPTIBLE_LOCKED -> sleepLocked(folio, Wait.Rescue.SIGNAL);
        case WAIT_UNLOCKED -> sleepUnlocked(folio, Wait.Rescue.NOTHING);
        case WAIT_INTERRUPTIBLE -> sleepUnlocked(folio, Wait.Rescue.SIGNAL);
        case SKIP -> passBy(folio);
        case BLOCK -> integrity ? sleepUnlocked(folio, Wait.Rescue.NOTHING) : passBy(folio);
        case KEEP_DIRTY -> integrity ? Answer.CLEAN : passBy(folio);
      };
    }
  }

  /**
   * Whether the page must not even be unmapped. A step of its own where pins are such a flag, none
   * elsewhere.
   */
  public boolean staysMapped(Folio folio) {
    return rule.keepsMapped() && isPinned(folio);
  }

  /** Whether the flusher leaves the page dirty. Only reads. */
  public boolean passesBy(Folio folio) {
    return rule.passesBy() && folio.maybeDmaPinned();
  }

  private Answer passBy(Folio folio) {
    return isPinned(folio) ? Answer.PASS_BY : Answer.CLEAN;
  }

  private Answer sleepLocked(Folio folio, Wait.Rescue rescue) {
    machine.await(holders.untilUnpinned(folio, rescue));
    return Answer.CLEAN;
  }

  private Answer sleepUnlocked(Folio folio, Wait.Rescue rescue) {
    if (!isPinned(folio)) {
      return Answer.CLEAN;
    }
    folio.unlock();
    machine.await(holders.untilUnpinned(folio, rescue));
    folio.lock();
    return Answer.LOOK_AGAIN;
  }

  private boolean isPinned(Folio folio) {
    return machine.atomicGet(folio::maybeDmaPinned);
  }
}
