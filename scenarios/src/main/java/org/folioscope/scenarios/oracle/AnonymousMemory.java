package org.folioscope.scenarios.oracle;

import io.vavr.Tuple2;
import io.vavr.collection.HashSet;
import io.vavr.collection.Set;
import io.vavr.collection.SortedMap;
import io.vavr.collection.TreeMap;
import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.List;
import org.folioscope.block.BlockEvent;
import org.folioscope.eventlog.log.Event;
import org.folioscope.gup.GupEvent;
import org.folioscope.gup.NetworkEvent;
import org.folioscope.gup.RegistrationEvent;
import org.folioscope.vm.folio.FolioEvent;
import org.folioscope.vm.inode.InodeEvent;
import org.folioscope.vm.mm.MmEvent;
import org.folioscope.vm.mm.Pte;
import org.folioscope.vm.mm.Vma;

/**
 * What devices, and other processes (process_vm_writev), stored into the memory of processes that
 * no file stands behind, private copies of a file's pages among it: a process must load that,
 * wherever its page-table entries point by then. Stores of its own to the same bytes end the duty;
 * while somebody else is at work they end it for good, as either may be the last.
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

  /** By frame: how often it is held, for reading too, as a release does not say what it ends. */
  private SortedMap<Integer, Integer> holds = TreeMap.empty();

  /** By place. */
  private SortedMap<Long, StoredPage> stored = TreeMap.empty();

  /** How long files are whose size changed. */
  private SortedMap<Integer, Long> sizes = TreeMap.empty();

  /** The frames that each bio reads into. */
  private SortedMap<Long, List<Integer>> reads = TreeMap.empty();

  /**
   * The process's own stores meanwhile are in doubt.
   *
   * @param copiers the tasks that hold it and have not handed it to a device: they copy themselves
   */
  private record Held(long place, StoredPage doubtful, Set<Integer> copiers) {

    Held at(long elsewhere) {
      return new Held(elsewhere, doubtful, copiers);
    }

    Held by(int task) {
      return new Held(place, doubtful, copiers.add(task));
    }

    Held without(int task) {
      return new Held(place, doubtful, copiers.remove(task));
    }

    Held doubting(StoredPage more) {
      return new Held(place, more, copiers);
    }
  }

  /** Knows all that another one knows. */
  void become(AnonymousMemory other) {
    entries = other.entries;
    areas = other.areas;
    held = other.held;
    holds = other.holds;
    stored = other.stored;
    sizes = other.sizes;
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

  void happened(int task, Event event) {
    switch (event) {
      case BlockEvent e -> device(task, e);
      case RegistrationEvent.BufferRegistered e -> handedOver(task, e.folios());
      case NetworkEvent.NetworkReadStarted e -> handedOver(task, e.folios());
      case GupEvent e -> hold(task, e);
      case MmEvent e -> tables(e);
      case FolioEvent.DataStored e -> stored(task, e);
      case InodeEvent.SizeChanged e -> resized(e);
      default -> {
        // says nothing about memory
      }
    }
  }

  private void tables(MmEvent event) {
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

  private void hold(int task, GupEvent event) {
    switch (event) {
      case GupEvent.PageHeld e -> {
        if (e.inode() == 0) {
          holds = holds.put(e.folio(), 1, Integer::sum);
        }
        if (e.inode() == 0 && e.write()) {
          held(task, e.folio());
        }
      }
      case GupEvent.PageReleased e -> {
        holds =
            holds
                .computeIfPresent(e.folio(), (_, count) -> count - 1)
                ._2
                .filterValues(count -> count > 0);
        held =
            held.computeIfPresent(e.folio(), (_, hold) -> hold.without(task))
                ._2
                .filterKeys(holds::containsKey);
      }
    }
  }

  private void held(int task, int folio) {
    held =
        held.containsKey(folio)
            ? held.computeIfPresent(folio, (_, hold) -> hold.by(task))._2
            : placeOf(folio)
                .map(place -> held.put(folio, new Held(place, StoredPage.EMPTY, HashSet.of(task))))
                .getOrElse(held);
  }

  /** From here on it is a device that stores into pages which the task holds. */
  private void handedOver(int task, List<Integer> frames) {
    frames.forEach(
        frame -> held = held.computeIfPresent(frame, (_, hold) -> hold.without(task))._2);
  }

  /** Where the frame, which is no file's, can be stored to. */
  private Option<Long> placeOf(int folio) {
    return entries
        .find(entry -> entry._2.folio() == folio && entry._2.writable() && isPrivate(entry._1))
        .map(Tuple2::_1);
  }

  private boolean isPrivate(long place) {
    return areaOf(place)
        .exists(area -> !area.hasFile() || !area.shared() && !isCutOff(place, area));
  }

  private Option<Vma> areaOf(long place) {
    long address = addressOf(place);
    return areas
        .filterKeys(key -> key >>> PAGE_BITS == place >>> PAGE_BITS)
        .values()
        .find(area -> area.start() <= address && address < area.end());
  }

  private static long addressOf(long place) {
    return (place & ((1L << PAGE_BITS) - 1)) * PAGE;
  }

  /** Truncation takes private copies of what is cut off, too. */
  private void resized(InodeEvent.SizeChanged event) {
    sizes = sizes.put(event.inode(), event.size());
    stored = stored.filterKeys(place -> areaOf(place).forAll(area -> !isCutOff(place, area)));
    held =
        held.filterValues(
            hold -> areaOf(hold.place()).forAll(area -> !isCutOff(hold.place(), area)));
  }

  private boolean isCutOff(long place, Vma area) {
    return area.hasFile()
        && sizes.get(area.inode()).exists(size -> area.index(addressOf(place)) * PAGE >= size);
  }

  private void stored(int task, FolioEvent.DataStored event) {
    if (held.isEmpty() && stored.isEmpty()) {
      return;
    }
    Option<Held> hold = held.get(event.folio());
    if (event.writer() == FolioEvent.Writer.DEVICE
        || hold.exists(holding -> holding.copiers().contains(task))) {
      hold.forEach(holding -> byHolder(holding, event));
    } else {
      byProgram(event);
    }
  }

  private void byHolder(Held hold, FolioEvent.DataStored event) {
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
        held = held.put(frame, hold.doubting(doubtful));
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
  private void device(int task, BlockEvent event) {
    switch (event) {
      case BlockEvent.BioSubmitted e -> {
        List<Integer> frames =
            e.segments().stream()
                .map(segment -> (int) segment.buffer())
                .filter(held::containsKey)
                .toList();
        handedOver(task, frames);
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
