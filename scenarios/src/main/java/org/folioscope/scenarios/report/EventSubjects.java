package org.folioscope.scenarios.report;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.folioscope.block.BlockEvent;
import org.folioscope.eventlog.log.Event;
import org.folioscope.vm.folio.FolioEvent;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.mm.MmEvent;
import org.folioscope.vm.mm.Pte;

/**
 * Tells which folios an event is about: those it names, those its bio carries, the one its page
 * table entry points to. Events of a plug-in are understood as far as they have a component {@code
 * folio}.
 */
final class EventSubjects {

  private final SortedMap<Long, SortedSet<Integer>> bios = new TreeMap<>();
  private final SortedMap<String, Integer> entries = new TreeMap<>();
  private final SortedSet<Integer> uptodate = new TreeSet<>();

  /** The folios that the event is about; follows what it changes. To be called for every event. */
  SortedSet<Integer> of(Event event) {
    return switch (event) {
      case BlockEvent.BioSubmitted e -> {
        SortedSet<Integer> folios = new TreeSet<>();
        e.segments().forEach(segment -> folios.add((int) segment.buffer()));
        bios.put(e.bio(), folios);
        yield folios;
      }
      case BlockEvent.SectorsWritten e -> bios.getOrDefault(e.bio(), new TreeSet<>());
      case BlockEvent.BioCompleted e -> bios.getOrDefault(e.bio(), new TreeSet<>());
      case MmEvent.PteInstalled e -> entry(e.mm(), e.page(), e.pte());
      case MmEvent.PteChanged e -> entry(e.mm(), e.page(), e.pte());
      case MmEvent.PteWriteProtected e -> entry(e.mm(), e.page(), e.pte());
      case MmEvent.PteCleared e -> {
        Integer folio = entries.remove(e.mm() + "/" + e.page());
        yield folio == null ? new TreeSet<>() : single(folio);
      }
      default -> named(event);
    };
  }

  /** Whether the folio's data has been read from disk or written. */
  boolean isUptodate(int folio) {
    return uptodate.contains(folio);
  }

  private SortedSet<Integer> named(Event event) {
    if (event instanceof FolioEvent.FlagSet set && set.flag() == PageFlag.UPTODATE) {
      uptodate.add(set.folio());
    }
    if (event instanceof FolioEvent.FolioFreed freed) {
      uptodate.remove(freed.folio());
    }
    RecordComponent[] components = event.getClass().getRecordComponents();
    for (RecordComponent component : components == null ? new RecordComponent[0] : components) {
      if (component.getName().equals("folio") && component.getType() == int.class) {
        return single((Integer) value(component, event));
      }
    }
    return new TreeSet<>();
  }

  private SortedSet<Integer> entry(int mm, long page, Pte pte) {
    entries.put(mm + "/" + page, pte.folio());
    return single(pte.folio());
  }

  private static SortedSet<Integer> single(int folio) {
    return new TreeSet<>(List.of(folio));
  }

  private static Object value(RecordComponent component, Event event) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(event);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("record component not readable: " + component, e);
    }
  }
}
