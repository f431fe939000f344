package org.folioscope.vm.swap;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Objects;
import org.folioscope.block.BlockDevice;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.Folios;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.mm.Mm;
import org.folioscope.vm.mm.SwapEntry;
import org.jspecify.annotations.Nullable;

/**
 * The slots of the swap partition and the swap cache. Each operation is what the kernel does under
 * the locks of the slot and of the swap cache. A machine without swap has no state here; on it only
 * {@link #exists} and what frees unused things may be called.
 */
@Singleton
public final class Swap {

  private static final int SECTORS = Folio.SIZE / Content.SECTOR;

  private final Machine machine;
  private final Folios folios;
  private final BlockDevice device;
  private final @Nullable SwapState state;

  /** The swap partition of the device, empty. */
  @Inject
  public Swap(Machine machine, Folios folios, BlockDevice device) {
    this.machine = machine;
    this.folios = folios;
    this.device = device;
    this.state = device.swapPages() > 0 ? new SwapState(machine) : null;
  }

  /** Whether there is any. */
  public boolean exists() {
    return state != null;
  }

  /** Where the bytes of a slot are. */
  public long sector(int slot) {
    return device.sectors() + (long) slot * SECTORS;
  }

  /**
   * Gives a locked folio a free slot, puts it into the swap cache, and makes it dirty, as it was
   * never written (add_to_swap). Says whether there was a slot.
   */
  public boolean add(Folio folio) {
    return machine.atomicGet(() -> {
      int slot = state().freeSlot(device.swapPages());
      if (slot < 0) {
        return false;
      }
      addAt(slot, folio);
      folio.testAndSet(PageFlag.DIRTY);
      return true;
    });
  }

  /** Puts a folio into the swap cache under a slot. Only inside a step. */
  public void addAt(int slot, Folio folio) {
    folio.get();
    folio.testAndSet(PageFlag.SWAPCACHE);
    state().emit(new SwapEvent.SwapCacheAdded(slot, folio.frame()));
  }

  /** The slot of a folio in the swap cache. Only inside a step. */
  public int slotOf(Folio folio) {
    return state().slotOf(folio.frame());
  }

  /** Whether the folio is in the swap cache under this slot. Only inside a step. */
  public boolean holds(Folio folio, int slot) {
    return folio.is(PageFlag.SWAPCACHE) && slotOf(folio) == slot;
  }

  /** The folio in the swap cache under a slot, without a reference, or null. Only inside a step. */
  public @Nullable Folio cached(int slot) {
    int frame = state().cached(slot);
    return frame < 0 ? null : folios.of(frame);
  }

  /** How many page-table entries name a slot (__swap_count). Only inside a step. */
  public long users(int slot) {
    return state().users(slot);
  }

  /** How many page-table entries name the slot of a folio: 0 out of the swap cache. */
  public long usersOf(Folio folio) {
    return exists() && folio.is(PageFlag.SWAPCACHE) ? users(slotOf(folio)) : 0;
  }

  /** One more entry names the slot (swap_duplicate). Only inside a step. */
  public void take(int slot) {
    state().emit(new SwapEvent.SlotTaken(slot));
  }

  /** One less (swap_free). Only inside a step. */
  public void drop(int slot) {
    state().emit(new SwapEvent.SlotDropped(slot));
  }

  /**
   * Takes a locked folio out of the swap cache; its reference is the caller's to drop. Only inside
   * a step.
   */
  public void remove(Folio folio) {
    state().emit(new SwapEvent.SwapCacheRemoved(slotOf(folio), folio.frame()));
    folio.testAndClear(PageFlag.SWAPCACHE);
  }

  /**
   * Takes a locked folio out of the swap cache and makes it dirty, unless it is being written or an
   * entry still names its slot (folio_free_swap). Says whether it did. Only inside a step.
   */
  public boolean free(Folio folio) {
    if (usersOf(folio) > 0) {
      return false;
    }
    return freeUnlessWritten(folio);
  }

  /** The same, whoever names the slot. */
  public boolean freeUnlessWritten(Folio folio) {
    if (!folio.is(PageFlag.SWAPCACHE) || folio.is(PageFlag.WRITEBACK)) {
      return false;
    }
    remove(folio);
    folio.testAndSet(PageFlag.DIRTY);
    folio.put();
    return true;
  }

  /**
   * A mapping of the folio is gone: if it was the last one and no entry names its slot, swap has no
   * use for it (free_swap_cache). Only inside a step.
   */
  public void mappingGone(Folio folio) {
    if (exists() && folio.isInSwapCache()) {
      freeIfIdle(folio);
    }
  }

  private void freeIfIdle(Folio folio) {
    if (folio.is(PageFlag.SWAPCACHE) && !folio.mapped() && !folio.is(PageFlag.LOCKED)) {
      free(folio);
    }
  }

  /** Empties an entry if it holds a swap entry (free_swap_and_cache). Only inside a step. */
  public void zap(Mm mm, long page) {
    SwapEntry entry = exists() ? mm.swapEntry(page) : null;
    if (entry == null) {
      return;
    }
    mm.clearSwapEntry(page);
    drop(entry.slot());
    Folio folio = cached(entry.slot());
    if (folio != null) {
      freeIfIdle(folio);
    }
  }

  private SwapState state() {
    return Objects.requireNonNull(state);
  }
}
