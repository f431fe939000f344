package org.folioscope.scenarios.oracle;

import io.vavr.Tuple2;
import io.vavr.collection.SortedMap;
import io.vavr.collection.TreeMap;
import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.List;
import org.folioscope.block.BlockEvent;
import org.folioscope.gup.GupEvent;
import org.folioscope.vm.folio.FolioEvent;
import org.folioscope.vm.mm.MmEvent;
import org.folioscope.vm.mm.Pte;
import org.folioscope.vm.mm.Vma;

/**
 * What devices stored into the anonymous memory of processes: a process must load that, wherever
 * its page-table entries point by then. Stores of its own to the same bytes end the duty; while a
 * device is at work they end it for good, as either may be the last.
 *
 * <p>Only what may have gone astray is asked for in the end: bytes of pages whose entry changed
 * after, or before, the device stored them.
 */
final class AnonymousMemory {

  private static final int PAGE = 4096;
  private static final int PAGE_BITS = 36;

  private SortedMap<Long, Pte> entries = TreeMap.empty();
  private SortedMap<Long, Vma> areas = TreeMap.empty();

  /** By frame: where the memory is that somebody holds for a device to write to. */
  private SortedMap<Integer, Held> held = TreeMap.empty();

  /** By place. */
  private SortedMap<Long, StoredPage> stored = TreeMap.empty();

  /** The frames that each bio reads into. */
  private SortedMap<Long, List<Integer>> reads = TreeMap.empty();

  /** The process's own stores meanwhile are in doubt. */
  private record Held(long place, int holders, StoredPage doubtful) {

    Held at(long elsewhere) {
      return new Held(elsewhere, holders, doubtful);
    }

    Held with(int more) {
      return new Held(place, holders + more, doubtful);
    }
  }

  /** Knows all that another one knows. */
  void become(AnonymousMemory other) {
    entries = other.entries;
    areas = other.areas;
    held = other.held;
    stored = other.stored;
    reads = other.reads;
  }

  /** What a process must load, of pages where it may not. */
  List<MemoryDuty> duties() {
    List<MemoryDuty> duties = new ArrayList<>();
    for (Tuple2<Long, StoredPage> page : stored) {
      if (page._2.astray()) {
        long address = (page._1 & ((1L << PAGE_BITS) - 1)) * PAGE;
        page._2
            .pieces()
            .forEach(piece ->
                duties.add(
                    new MemoryDuty(
                        (int) (page._1 >>> PAGE_BITS), address + piece.offset(), piece.content())));
      }
    }
    return duties;
  }

  void tables(MmEvent event) {
    switch (event) {
      case MmEvent.AreaMapped e -> areas = areas.put(key(e.mm(), e.area().start()), e.area());
      case MmEvent.AreaUnmapped e -> unmapped(e);
      case MmEvent.PteInstalled e -> entries = entries.put(place(e.mm(), e.page()), e.pte());
      case MmEvent.PteChanged e -> entries = entries.put(place(e.mm(), e.page()), e.pte());
      case MmEvent.PteWriteProtected e -> entries = entries.put(place(e.mm(), e.page()), e.pte());
      case MmEvent.PteCleared e -> {
        long place = place(e.mm(), e.page());
        entries = entries.remove(place);
        stored = stored.computeIfPresent(place, (_, page) -> page.goneAstray())._2;
      }
      case MmEvent.AreaMoved e -> moved(e);
      case MmEvent.SwapEntrySet _,
          MmEvent.SwapEntryCleared _,
          MmEvent.WriteProtectSeqAdvanced _ -> {
        // the page is elsewhere already
      }
    }
  }

  void hold(GupEvent event) {
    switch (event) {
      case GupEvent.PageHeld e -> {
        if (e.inode() == 0 && e.write()) {
          held(e.folio());
        }
      }
      case GupEvent.PageReleased e ->
          held =
              held.computeIfPresent(e.folio(), (_, hold) -> hold.with(-1))
                  ._2
                  .filterValues(hold -> hold.holders() > 0);
    }
  }

  private void held(int folio) {
    held =
        held.containsKey(folio)
            ? held.computeIfPresent(folio, (_, hold) -> hold.with(1))._2
            : placeOf(folio)
                .map(place -> held.put(folio, new Held(place, 1, StoredPage.EMPTY)))
                .getOrElse(held);
  }

  /** Where the frame can be stored to, in memory that no file stands behind. */
  private Option<Long> placeOf(int folio) {
    return entries
        .find(entry -> entry._2.folio() == folio && entry._2.writable() && isAnonymous(entry._1))
        .map(Tuple2::_1);
  }

  private boolean isAnonymous(long place) {
    long address = (place & ((1L << PAGE_BITS) - 1)) * PAGE;
    return areas
        .filterKeys(key -> key >>> PAGE_BITS == place >>> PAGE_BITS)
        .exists(
            area -> !area._2.hasFile() && area._2.start() <= address && address < area._2.end());
  }

  void stored(FolioEvent.DataStored event) {
    if (held.isEmpty() && stored.isEmpty()) {
      return;
    }
    if (event.writer() == FolioEvent.Writer.DEVICE) {
      held.get(event.folio()).forEach(hold -> byDevice(hold, event));
    } else {
      byProgram(event);
    }
  }

  private void byDevice(Held hold, FolioEvent.DataStored event) {
    StoredPage known = stored.getOrElse(hold.place(), StoredPage.EMPTY);
    boolean there = entries.get(hold.place()).exists(entry -> entry.folio() == event.folio());
    StoredPage page = known.with(event.offset(), event.content());
    for (StoredPage.Piece doubt : hold.doubtful().pieces()) {
      page = page.without(doubt.offset(), doubt.content().length());
    }
    stored = stored.put(hold.place(), there ? page : page.goneAstray());
  }

  /** Through an entry, or into a page that is held, whatever the entry says. */
  private void byProgram(FolioEvent.DataStored event) {
    held.forEach((frame, hold) -> {
      if (frame == event.folio() || isWritable(hold.place(), event.folio())) {
        StoredPage doubtful = hold.doubtful().with(event.offset(), event.content());
        held = held.put(frame, new Held(hold.place(), hold.holders(), doubtful));
        forget(hold.place(), event);
      }
    });
    stored
        .keySet()
        .filter(place -> isWritable(place, event.folio()))
        .forEach(place -> forget(place, event));
  }

  private boolean isWritable(long place, int folio) {
    return entries.get(place).exists(entry -> entry.folio() == folio && entry.writable());
  }

  private void forget(long place, FolioEvent.DataStored event) {
    stored =
        stored.computeIfPresent(
                place, (_, page) -> page.without(event.offset(), event.content().length()))
            ._2;
  }

  /** What a failed read left in memory is nobody's duty. */
  void device(BlockEvent event) {
    switch (event) {
      case BlockEvent.BioSubmitted e -> {
        List<Integer> frames =
            e.segments().stream()
                .map(segment -> (int) segment.buffer())
                .filter(held::containsKey)
                .toList();
        if (!frames.isEmpty()) {
          reads = reads.put(e.bio(), frames);
        }
      }
      case BlockEvent.BioCompleted e when e.status() != 0 ->
          reads
              .get(e.bio())
              .forEach(frames ->
                  frames.forEach(frame ->
                      held.get(frame).forEach(hold -> stored = stored.remove(hold.place()))));
      default -> {
        // says nothing about memory
      }
    }
  }

  private void unmapped(MmEvent.AreaUnmapped event) {
    long key = key(event.mm(), event.start());
    areas
        .get(key)
        .forEach(area -> {
          long first = place(event.mm(), area.start() / PAGE);
          long end = place(event.mm(), area.end() / PAGE);
          stored = stored.filterKeys(place -> place < first || place >= end);
          held = held.filterValues(hold -> hold.place() < first || hold.place() >= end);
        });
    areas = areas.remove(key);
  }

  private void moved(MmEvent.AreaMoved event) {
    long first = place(event.mm(), event.from() / PAGE);
    long end = first + event.length() / PAGE;
    long shift = (event.to() - event.from()) / PAGE;
    stored = stored.mapKeys(place -> place >= first && place < end ? place + shift : place);
    held =
        held.mapValues(hold ->
            hold.place() >= first && hold.place() < end ? hold.at(hold.place() + shift) : hold);
  }

  private static long place(int mm, long page) {
    return (long) mm << PAGE_BITS | page;
  }

  private static long key(int mm, long start) {
    return place(mm, start / PAGE);
  }
}
