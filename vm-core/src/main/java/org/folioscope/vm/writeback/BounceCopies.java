package org.folioscope.vm.writeback;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.block.BioFlags;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.contract.WritebackControl;
import org.folioscope.vm.dirty.Dirtying;
import org.folioscope.vm.folio.Folio;

/** Which writeback goes through bounce copies, and what becomes of the page. */
@Singleton
public final class BounceCopies {

  private final Machine machine;
  private final Dirtying dirtying;
  private final BouncePolicies.WritePinned policy;

  /** As the policies say. */
  @Inject
  public BounceCopies(Machine machine, Dirtying dirtying, Policies policies) {
    this.machine = machine;
    this.dirtying = dirtying;
    this.policy = policies.get(BouncePolicies.WRITE_PINNED);
  }

  /**
   * What the bios of this writeback want: copies of pinned pages, or nothing. The block layer looks
   * at the pins itself, when a bio is submitted.
   */
  public BioFlags flags(WritebackControl control) {
    return policy == BouncePolicies.WritePinned.IN_PLACE ? BioFlags.NONE : BioFlags.BOUNCE_PINNED;
  }

  /**
   * Writeback of a locked folio has started, and it may be pinned: keeps it dirty if so wanted. Not
   * inside a step.
   */
  public void started(Folio folio) {
    if (policy == BouncePolicies.WritePinned.BOUNCE_KEEP_DIRTY
        && machine.atomicGet(folio::maybeDmaPinned)) {
      dirtying.markDirty(folio);
    }
  }

  /** Whether the page will be dirty again when it is written. Only reads. */
  public boolean keepsDirty(Folio folio) {
    return policy == BouncePolicies.WritePinned.BOUNCE_KEEP_DIRTY && folio.maybeDmaPinned();
  }
}
