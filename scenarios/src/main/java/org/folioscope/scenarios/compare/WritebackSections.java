package org.folioscope.scenarios.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.folioscope.eventlog.log.Event;
import org.folioscope.simulation.machine.MachineEvent;
import org.folioscope.vm.buffers.BufferEvent;
import org.folioscope.vm.cache.CacheEvent;
import org.folioscope.vm.folio.FolioEvent;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.mm.MmEvent;

/**
 * What is done to a page because it is written back. A section is what one task does to one page
 * while it holds the page's lock, or in one step without it, or all that an interrupt does to it;
 * it counts if PG_writeback was set or cleared in it.
 */
final class WritebackSections {

  private final List<Section> open = new ArrayList<>();
  private final Map<Place, Integer> cached = new LinkedHashMap<>();
  private final SortedMap<Integer, Integer> lockOwners = new TreeMap<>();
  private final SortedSet<Integer> interrupts = new TreeSet<>();
  private long writebacks;
  private long atomics;
  private long locks;

  /** A page of a file. */
  private record Place(int inode, long index) {}

  private static final class Section {
    private final int task;
    private final int folio;
    private long atomics;
    private long locks;
    private boolean writesBack;

    Section(int task, int folio) {
      this.task = task;
      this.folio = folio;
    }
  }

  /** How many pages were written back. */
  long writebacks() {
    return writebacks;
  }

  long atomics() {
    return atomics;
  }

  long locks() {
    return locks;
  }

  void happened(Happening happening) {
    Event event = happening.event();
    int folio = folioOf(event);
    if (folio >= 0) {
      Section section = section(happening.task(), folio);
      if (happening.counted()) {
        section.atomics += happening.pricing().operation().atomics();
        section.locks += happening.hold() ? 1 : 0;
        writebacks += isSet(event) ? 1 : 0;
        section.writesBack |= isSet(event) || isCleared(event);
      }
    }
    switch (event) {
      case FolioEvent.FolioLocked e -> lockOwners.put(e.folio(), happening.task());
      case FolioEvent.FolioUnlocked e -> lockOwners.remove(e.folio());
      case MachineEvent.InterruptEntered e -> interrupts.add(e.task());
      case MachineEvent.InterruptReturned e -> interrupts.remove(e.task());
      default -> {
        // opens and closes nothing
      }
    }
  }

  /** Closes what does not go on after a step. */
  void stepEnded() {
    open.removeIf(section -> {
      boolean goesOn =
          interrupts.contains(section.task)
              || lockOwners.getOrDefault(section.folio, -1) == section.task;
      if (!goesOn && section.writesBack) {
        atomics += section.atomics;
        locks += section.locks;
      }
      return !goesOn;
    });
  }

  /** The open section, or a new one. */
  private Section section(int task, int folio) {
    for (Section section : open) {
      if (section.task == task && section.folio == folio) {
        return section;
      }
    }
    Section section = new Section(task, folio);
    open.add(section);
    return section;
  }

  private static boolean isSet(Event event) {
    return event instanceof FolioEvent.FlagSet e && e.flag() == PageFlag.WRITEBACK;
  }

  private static boolean isCleared(Event event) {
    return event instanceof FolioEvent.FlagCleared e && e.flag() == PageFlag.WRITEBACK;
  }

  /** The page that the event is about, or -1. */
  private int folioOf(Event event) {
    return switch (event) {
      case FolioEvent.FolioLocked e -> e.folio();
      case FolioEvent.FolioUnlocked e -> e.folio();
      case FolioEvent.FlagSet e -> e.folio();
      case FolioEvent.FlagCleared e -> e.folio();
      case FolioEvent.ReferencesTaken e -> e.folio();
      case FolioEvent.ReferencesDropped e -> e.folio();
      case FolioEvent.PageUnmapped e -> e.folio();
      case FolioEvent.PrivateAttached e -> e.folio();
      case FolioEvent.PrivateDetached e -> e.folio();
      case CacheEvent e -> cached(e);
      case BufferEvent.BuffersAttached e -> e.folio();
      case BufferEvent.BuffersFreed e -> e.folio();
      case BufferEvent.BufferMapped e -> e.folio();
      case BufferEvent.BufferFlagSet e -> e.folio();
      case BufferEvent.BufferFlagCleared e -> e.folio();
      case MmEvent.PteWriteProtected e -> e.pte().folio();
      default -> -1;
    };
  }

  private int cached(CacheEvent event) {
    return switch (event) {
      case CacheEvent.FolioAdded e -> {
        cached.put(new Place(e.inode(), e.index()), e.folio());
        yield e.folio();
      }
      case CacheEvent.FolioRemoved e -> {
        cached.remove(new Place(e.inode(), e.index()));
        yield e.folio();
      }
      case CacheEvent.MarkSet e -> cached.getOrDefault(new Place(e.inode(), e.index()), -1);
      case CacheEvent.MarkCleared e -> cached.getOrDefault(new Place(e.inode(), e.index()), -1);
    };
  }
}
