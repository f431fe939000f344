package org.folioscope.vm.swap;

import org.folioscope.eventlog.log.Event;

/** What happens to the swap partition's slots, a page each, and to the swap cache. */
public sealed interface SwapEvent extends Event {

  /** The page is in the swap cache under a slot, with a reference for it. */
  record SwapCacheAdded(int slot, int folio) implements SwapEvent {
    @Override
    public String note() {
      return "add to the swap cache";
    }
  }

  /** The page is in the swap cache no more; the reference is still to be dropped. */
  record SwapCacheRemoved(int slot, int folio) implements SwapEvent {
    @Override
    public String note() {
      return "out of the swap cache";
    }
  }

  /** One more page-table entry names the slot (swap_duplicate). */
  record SlotTaken(int slot) implements SwapEvent {}

  /** One less (swap_free). */
  record SlotDropped(int slot) implements SwapEvent {}
}
