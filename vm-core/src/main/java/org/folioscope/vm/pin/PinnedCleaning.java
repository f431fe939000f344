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
import org.folioscope.vm.signal.Signals;

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
  private final Signals signals;
  private final PinPolicies.CleanPinned rule;

  /** What the cleaner is to do. */
  public enum Answer {
    /** Clean the page. */
    CLEAN,
    /** Leave it as it is. */
    PASS_BY,
    /** A signal ended the sleep: leave it as it is, with an error. */
    INTERRUPTED,
    /** It was unlocked meanwhile and is locked again: see whether it is still to be cleaned. */
    LOOK_AGAIN
  }

  /** For the machine's pages. */
  @Inject
  public PinnedCleaning(
      Machine machine,
      Rmap rmap,
      Dirtying dirtying,
      PinHolders holders,
      Signals signals,
      Policies policies) {
    this.machine = machine;
    this.rmap = rmap;
    this.dirtying = dirtying;
    this.holders = holders;
    this.signals = signals;
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
    return sleep(folio, rescue) ? Answer.CLEAN : Answer.INTERRUPTED;
  }

  private Answer sleepUnlocked(Folio folio, Wait.Rescue rescue) {
    if (!isPinned(folio)) {
      return Answer.CLEAN;
    }
    folio.unlock();
    boolean slept = sleep(folio, rescue);
    folio.lock();
    return slept ? Answer.LOOK_AGAIN : Answer.INTERRUPTED;
  }

  /** False if a signal came before the last pin went. */
  private boolean sleep(Folio folio, Wait.Rescue rescue) {
    if (rescue != Wait.Rescue.SIGNAL) {
      machine.await(holders.untilUnpinned(folio, rescue, () -> false));
      return true;
    }
    boolean[] unpinned = new boolean[1];
    machine.atomicWhen(
        holders.untilUnpinned(folio, rescue, signals.killed()),
        () -> unpinned[0] = !folio.maybeDmaPinned());
    return unpinned[0];
  }

  private boolean isPinned(Folio folio) {
    return machine.atomicGet(folio::maybeDmaPinned);
  }
}
