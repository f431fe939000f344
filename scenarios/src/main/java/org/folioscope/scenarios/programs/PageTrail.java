package org.folioscope.scenarios.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.folioscope.block.BioOp;
import org.folioscope.block.BlockEvent;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.log.Event;
import org.folioscope.gup.GupEvent;
import org.folioscope.scenarios.calls.CallEvent;
import org.folioscope.scenarios.oracle.Spot;
import org.folioscope.simulation.machine.TaskIds;
import org.folioscope.vm.buffers.BufferEvent;
import org.folioscope.vm.cache.CacheEvent;
import org.folioscope.vm.folio.FolioEvent;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.InodeEvent;
import org.folioscope.vm.iomap.IomapEvent;
import org.folioscope.vm.lru.LruEvent;
import org.folioscope.vm.lru.LruList;
import org.folioscope.vm.mm.MmEvent;
import org.folioscope.vm.mm.Pte;
import org.jspecify.annotations.Nullable;

/**
 * Where pages are and who is at work on them, as public events tell: which file's page each frame
 * is, who holds and locks it, which bios carry it, and which bytes of files tasks are changing.
 */
final class PageTrail {

  /** Stands for no frame. */
  static final int NO_FOLIO = -1;

  private static final int PAGE = 4096;

  /** Of a page whose blocks are not counted. */
  private static final int MOST_PIECES = PAGE / Content.SECTOR;

  private final Map<Integer, Spot> spots = new TreeMap<>();
  private final Map<Integer, Integer> held = new TreeMap<>();
  private final Map<Integer, Integer> pinned = new TreeMap<>();
  private final SortedSet<Integer> writeback = new TreeSet<>();
  private final Map<Integer, LruList> isolated = new TreeMap<>();
  private final Map<Spot, Pte> shown = new TreeMap<>();
  private final SortedSet<Integer> dirtiedByHolders = new TreeSet<>();
  private final SortedSet<Integer> reshaping = new TreeSet<>();
  private final Map<Integer, Integer> lockers = new TreeMap<>();

  /** Of how many blocks a page is, where there are several. */
  private final Map<Integer, Integer> pieces = new TreeMap<>();

  private final Map<Integer, Long> sizes = new TreeMap<>();
  private final Map<Long, Carried> bios = new TreeMap<>();
  private final Map<Integer, Long> completions = new TreeMap<>();
  private final Map<Integer, List<Spot>> changing = new TreeMap<>();

  /** What a bio carries: frames, and the pages of files that they were when it was submitted. */
  private record Carried(BioOp op, List<Integer> folios, List<Spot> spots) {}

  void happened(Event event) {
    switch (event) {
      case GupEvent e -> held(e);
      case BufferEvent.BuffersAttached e when e.count() > 1 -> pieces.put(e.folio(), e.count());
      case IomapEvent.StateAttached e -> pieces.put(e.folio(), MOST_PIECES);
      case InodeEvent.InodeLoaded e -> sizes.put(e.inode(), e.size());
      case InodeEvent.SizeChanged e -> sizes.put(e.inode(), e.size());
      case CacheEvent.FolioAdded e -> spots.put(e.folio(), Spot.ofFile(e.inode(), e.index()));
      case CacheEvent.FolioRemoved e -> spots.remove(e.folio());
      case FolioEvent e -> folio(e);
      case MmEvent.PteInstalled e -> shown.put(memory(e.mm(), e.page()), e.pte());
      case MmEvent.PteChanged e -> shown.put(memory(e.mm(), e.page()), e.pte());
      case MmEvent.PteWriteProtected e -> shown.put(memory(e.mm(), e.page()), e.pte());
      case MmEvent.PteCleared e -> shown.remove(memory(e.mm(), e.page()));
      case LruEvent.FolioUnlisted e -> isolated.put(e.folio(), e.list());
      case LruEvent.FolioListed e -> isolated.remove(e.folio());
      case LruEvent.FolioRotated e -> isolated.remove(e.folio());
      case CallEvent.ChangeBegan e ->
          changing.put(e.task(), pages(e.inode(), e.position(), e.length()));
      case CallEvent.PageSpliced e ->
          changing.put(e.task(), pages(e.inode(), e.position(), e.length()));
      case CallEvent.ReshapeBegan e -> reshaping.add(e.task());
      case CallEvent.CallReturned e -> reshaping.remove(e.task());
      case BlockEvent.BioSubmitted e -> submitted(e);
      default -> {
        // moves no page
      }
    }
  }

  private void held(GupEvent event) {
    switch (event) {
      case GupEvent.PageHeld e -> {
        held.merge(e.folio(), 1, Integer::sum);
        if (e.pinned()) {
          pinned.merge(e.folio(), 1, Integer::sum);
        }
      }
      case GupEvent.PageReleased e -> {
        held.computeIfPresent(e.folio(), (_, count) -> count == 1 ? null : count - 1);
        if (e.pinned()) {
          pinned.computeIfPresent(e.folio(), (_, count) -> count == 1 ? null : count - 1);
        }
      }
    }
  }

  private void folio(FolioEvent event) {
    switch (event) {
      case FolioEvent.FlagSet e when e.flag() == PageFlag.WRITEBACK -> {
        writeback.add(e.folio());
        dirtiedByHolders.remove(e.folio());
      }
      case FolioEvent.FlagSet e when e.flag() == PageFlag.DIRTY && isHeld(e.folio()) ->
          dirtiedByHolders.add(e.folio());
      case FolioEvent.FolioFreed e -> {
        dirtiedByHolders.remove(e.folio());
        pieces.remove(e.folio());
      }
      case FolioEvent.FlagCleared e when e.flag() == PageFlag.WRITEBACK ->
          writeback.remove(e.folio());
      case FolioEvent.FolioLocked e -> lockers.put(e.folio(), e.task());
      case FolioEvent.FolioUnlocked e -> lockers.remove(e.folio());
      default -> {
        // changes nobody's hold on a page
      }
    }
  }

  private void submitted(BlockEvent.BioSubmitted bio) {
    List<Integer> folios = new ArrayList<>();
    List<Spot> pages = new ArrayList<>();
    for (BlockEvent.SegmentSubmitted segment : bio.segments()) {
      int folio = (int) segment.buffer();
      folios.add(folio);
      Spot spot = spots.get(folio);
      if (spot != null) {
        pages.add(spot);
      }
    }
    bios.put(bio.bio(), new Carried(bio.op(), folios, pages));
    completions.put(TaskIds.completion(bio.cpu(), bio.slot()), bio.bio());
  }

  private static List<Spot> pages(int inode, long position, int length) {
    List<Spot> pages = new ArrayList<>();
    for (long at = position / PAGE * PAGE; at < position + length; at += PAGE) {
      pages.add(Spot.ofByte(inode, at));
    }
    return pages;
  }

  /** The page of a file that the frame is; null for none. */
  @Nullable Spot spotOf(int folio) {
    return spots.get(folio);
  }

  boolean isHeld(int folio) {
    return held.containsKey(folio);
  }

  boolean isPinned(int folio) {
    return pinned.containsKey(folio);
  }

  /**
   * The page of several blocks within which the file ends that becomes so long now, if it is in the
   * cache.
   */
  List<Integer> inPiecesAtEnd(int inode, long size) {
    long end = sizes.getOrDefault(inode, 0L);
    if (size <= end || end % PAGE == 0) {
      return List.of();
    }
    Spot page = Spot.ofByte(inode, end);
    return pieces.keySet().stream().filter(folio -> page.equals(spots.get(folio))).toList();
  }

  /** Whether any byte of one of the page's blocks lies before the end of its file. */
  boolean isInFile(int folio, int block) {
    Spot spot = spots.get(folio);
    long begin = block * (long) PAGE / pieces.getOrDefault(folio, 1);
    return spot != null && spot.page() * PAGE + begin < sizes.getOrDefault(spot.owner(), 0L);
  }

  /** Whether a holder made the page dirty, and nobody has begun to write it since. */
  boolean isDirtyByHolder(int folio) {
    return dirtiedByHolders.contains(folio);
  }

  /** The pages of the file that somebody holds, or dirtied while he held them. */
  List<Spot> pagesInHands(int inode) {
    return spots.entrySet().stream()
        .filter(page -> page.getValue().owner() == inode)
        .filter(page -> isHeld(page.getKey()) || isDirtyByHolder(page.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** Whether the task is at changing a file's size or emptying a part of it. */
  boolean isReshaping(int task) {
    return reshaping.contains(task);
  }

  boolean isUnderWriteback(int folio) {
    return writeback.contains(folio);
  }

  /** Whether reclaim has taken the page off its list to look at it. */
  boolean isIsolated(int folio) {
    return isolated.containsKey(folio);
  }

  /** Whether that was the list of pages in use. */
  boolean isFromActiveList(int folio) {
    return isolated.get(folio) == LruList.ACTIVE_FILE;
  }

  /** The frame that shows at a page of a process; none if none does. */
  int shownAt(int process, long page) {
    Pte entry = shown.get(memory(process, page));
    return entry == null ? NO_FOLIO : entry.folio();
  }

  /** Whether a process can store to the page without a fault. */
  boolean isMappedWritable(int folio) {
    return shown.values().stream().anyMatch(entry -> entry.folio() == folio && entry.writable());
  }

  private static Spot memory(int process, long page) {
    return new Spot(Spot.Kind.MEMORY, process, page);
  }

  /** The pages of files that a write carries. */
  List<Spot> written(long bio) {
    Carried carried = bios.get(bio);
    return carried == null || carried.op() != BioOp.WRITE ? List.of() : carried.spots();
  }

  /** The pages that the task's change is about, which goes on or was its last. */
  List<Spot> changedBy(int task) {
    return changing.getOrDefault(task, List.of());
  }

  /** The frames that the task is at work on: those it has locked, those of a bio that it ends. */
  SortedSet<Integer> handledBy(int task) {
    SortedSet<Integer> handled = new TreeSet<>();
    lockers.forEach((folio, locker) -> {
      if (locker == task) {
        handled.add(folio);
      }
    });
    Carried carried = bios.get(completions.getOrDefault(task, -1L));
    if (carried != null) {
      handled.addAll(carried.folios());
    }
    return handled;
  }
}
