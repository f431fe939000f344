package org.folioscope.vm.swap;

import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongArray;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Machine;

/** Which folio the swap cache has for each slot, and how many page-table entries name the slot. */
final class SwapState implements StateOwner<SwapEvent> {

  private static final EventFamily<SwapEvent> FAMILY = EventFamily.of("swap", 1, SwapEvent.class);

  private final LongArray cache;
  private final LongArray slots;
  private final LongArray users;
  private final Emitter<SwapEvent> events;

  SwapState(Machine machine) {
    cache = machine.space().longs("swap.cache");
    slots = machine.space().longs("folio.swap-slot");
    users = machine.space().longs("swap.map");
    events = machine.own(this);
  }

  void emit(SwapEvent event) {
    events.emit(event);
  }

  /** The first slot that nobody uses, or a negative number. */
  int freeSlot(int slots) {
    for (int slot = 0; slot < slots; slot++) {
      if (users(slot) == 0 && cached(slot) < 0) {
        return slot;
      }
    }
    return -1;
  }

  /** The frame in the swap cache, or a negative number. */
  int cached(int slot) {
    return cache.getInt(slot) - 1;
  }

  int slotOf(int folio) {
    return slots.getInt(folio) - 1;
  }

  long users(int slot) {
    return users.get(slot);
  }

  @Override
  public EventFamily<SwapEvent> family() {
    return FAMILY;
  }

  @Override
  public void apply(SwapEvent event) {
    switch (event) {
      case SwapEvent.SwapCacheAdded e -> {
        cache.set(e.slot(), e.folio() + 1L);
        slots.set(e.folio(), e.slot() + 1L);
      }
      case SwapEvent.SwapCacheRemoved e -> {
        cache.set(e.slot(), 0);
        slots.set(e.folio(), 0);
      }
      case SwapEvent.SlotTaken e -> users.add(e.slot(), 1);
      case SwapEvent.SlotDropped e -> users.add(e.slot(), -1);
    }
  }
}
