package org.folioscope.vm.mm;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongArray;
import org.folioscope.eventlog.state.LongMap;
import org.folioscope.simulation.lock.Locks;
import org.folioscope.simulation.lock.Rwsem;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Superblock;

/** All address spaces of the machine. */
@Singleton
public final class Mms implements StateOwner<MmEvent> {

  private static final EventFamily<MmEvent> FAMILY = EventFamily.of("mm", 1, MmEvent.class);
  private static final int PAGE_BITS = 36;

  final Machine machine;
  final Emitter<MmEvent> events;
  final LongMap<Vma> areas;
  final LongMap<Pte> entries;
  final LongMap<SwapEntry> swapEntries;
  final LongArray writeProtectSeq;
  private final Rwsem.Family mmapLocks;
  private final List<Mm> handles = new ArrayList<>();

  /** A place where a folio may be mapped. */
  public record Place(Mm mm, Vma area, long page) {}

  /** An entry that points to a folio. */
  public record MappedPage(Mm mm, long page) {}

  /** No area is mapped at first. */
  @Inject
  public Mms(Machine machine, Locks locks) {
    this.machine = machine;
    this.areas = machine.space().map("mm.areas");
    this.entries = machine.space().map("mm.ptes");
    this.swapEntries = machine.space().map("mm.swap-entries");
    this.writeProtectSeq = machine.space().longs("mm.write-protect-seq");
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

  /**
   * Where a page shows that no file stands behind (the anon_vma tree). Each entry that comes or
   * goes changes the page's mapcount, which is what is read. Only inside a step.
   */
  public List<MappedPage> placesOf(Folio folio) {
    List<MappedPage> places = new ArrayList<>();
    if (folio.mapped()) {
      machine.peek(() -> {
        entries.keys().stream()
            .filter(key -> Objects.requireNonNull(entries.get(key)).folio() == folio.frame())
            .forEach(key ->
                places.add(
                    new MappedPage(of((int) (key >>> PAGE_BITS)), key & ((1L << PAGE_BITS) - 1))));
        return 0;
      });
    }
    return places;
  }

  /** Whether any address space maps the file. Only inside a step. */
  public boolean maps(int inode) {
    return areas.keys().stream()
        .anyMatch(key -> Objects.requireNonNull(areas.get(key)).inode() == inode);
  }

  /** Whether any address space maps a file of the mount. Only inside a step. */
  public boolean maps(Superblock superblock) {
    return areas.keys().stream()
        .map(key -> Objects.requireNonNull(areas.get(key)))
        .anyMatch(area -> area.hasFile() && Superblock.of(area.inode()) == superblock);
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
      case MmEvent.SwapEntrySet e -> swapEntries.put(key(e.mm(), e.page()), e.entry());
      case MmEvent.SwapEntryCleared e -> swapEntries.put(key(e.mm(), e.page()), null);
      case MmEvent.WriteProtectSeqAdvanced e -> writeProtectSeq.add(e.mm(), 1);
      case MmEvent.AreaMoved _ -> {
        // for readers and oracles: the entries moved one by one
      }
    }
  }

  static long key(int mm, long page) {
    return ((long) mm << PAGE_BITS) | page;
  }

  static long firstKey(int mm) {
    return key(mm, 0);
  }
}
