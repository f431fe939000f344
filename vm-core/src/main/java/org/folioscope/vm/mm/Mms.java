package org.folioscope.vm.mm;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongMap;
import org.folioscope.simulation.lock.Locks;
import org.folioscope.simulation.lock.Rwsem;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Machine;

/** All address spaces of the machine. */
@Singleton
public final class Mms implements StateOwner<MmEvent> {

  private static final EventFamily<MmEvent> FAMILY = EventFamily.of("mm", 1, MmEvent.class);
  private static final int PAGE_BITS = 36;

  final Machine machine;
  final Emitter<MmEvent> events;
  final LongMap<Vma> areas;
  final LongMap<Pte> entries;
  private final Rwsem.Family mmapLocks;
  private final List<Mm> handles = new ArrayList<>();

  /** A place where a folio may be mapped. */
  public record Place(Mm mm, Vma area, long page) {}

  /** No area is mapped at first. */
  @Inject
  public Mms(Machine machine, Locks locks) {
    this.machine = machine;
    this.areas = machine.space().map("mm.areas");
    this.entries = machine.space().map("mm.ptes");
    this.mmapLocks = locks.rwsems("mmap_lock");
    this.events = machine.own(this);
  }

  /** The address space with this number, from 0. */
  public Mm of(int number) {
    while (handles.size() <= number) {
      handles.add(new Mm(this, handles.size(), mmapLocks.of(handles.size())));
    }
    return handles.get(number);
  }

  /** Where a page of a file shows in any address space (the i_mmap tree). Only inside a step. */
  public List<Place> placesOf(int inode, long index) {
    List<Place> places = new ArrayList<>();
    for (long key : areas.keys()) {
      Vma area = Objects.requireNonNull(areas.get(key));
      if (area.shows(inode, index)) {
        places.add(new Place(of((int) (key >>> PAGE_BITS)), area, area.address(index) / 4096));
      }
    }
    return places;
  }

  /** The areas that show any of these pages of a file, each with its space. Only inside a step. */
  public List<Place> areasOf(int inode, long first, long last) {
    List<Place> places = new ArrayList<>();
    for (long key : areas.keys()) {
      Vma area = Objects.requireNonNull(areas.get(key));
      long start = Math.max(first, area.offset());
      if (start <= last && area.shows(inode, start)) {
        places.add(new Place(of((int) (key >>> PAGE_BITS)), area, area.address(start) / 4096));
      }
    }
    return places;
  }

  @Override
  public EventFamily<MmEvent> family() {
    return FAMILY;
  }

  @Override
  public void apply(MmEvent event) {
    switch (event) {
      case MmEvent.AreaMapped e -> areas.put(key(e.mm(), e.area().start() / 4096), e.area());
      case MmEvent.AreaUnmapped e -> areas.put(key(e.mm(), e.start() / 4096), null);
      case MmEvent.PteInstalled e -> entries.put(key(e.mm(), e.page()), e.pte());
      case MmEvent.PteChanged e -> entries.put(key(e.mm(), e.page()), e.pte());
      case MmEvent.PteWriteProtected e -> entries.put(key(e.mm(), e.page()), e.pte());
      case MmEvent.PteCleared e -> entries.put(key(e.mm(), e.page()), null);
    }
  }

  static long key(int mm, long page) {
    return ((long) mm << PAGE_BITS) | page;
  }

  static long firstKey(int mm) {
    return key(mm, 0);
  }
}
