package org.folioscope.scenarios.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.folioscope.block.BioOp;
import org.folioscope.block.BlockEvent;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.state.AccessListener;
import org.folioscope.scenarios.calls.CallEvent;
import org.folioscope.simulation.machine.MachineObserver;
import org.folioscope.vm.cache.CacheEvent;
import org.folioscope.vm.folio.FolioEvent;
import org.folioscope.vm.folio.PageFlag;
import org.jspecify.annotations.Nullable;

/**
 * Pages that the device failed to write, and who was told. What a program wrote there may be gone,
 * and is nobody's fault, unless a request for durability that came after it was answered with 0
 * although neither its own open file was told of the failure nor anybody else before it was opened.
 */
final class FailedPages {

  private static final int PAGE = 4096;

  /** Things whose order is judged; the numbers before these are {@link DataOracle}'s own. */
  private static final int FAILING = 6;

  private static final int TELLING = 7;

  private final SortedMap<Integer, Place> places = new TreeMap<>();
  private final SortedSet<Integer> writing = new TreeSet<>();
  private final SortedMap<Long, List<Place>> bios = new TreeMap<>();
  private final SortedMap<Long, Long> opened = new TreeMap<>();
  private final SortedMap<Integer, CallEvent.SyncBegan> asked = new TreeMap<>();
  private final SortedMap<Integer, Long> askedAt = new TreeMap<>();
  private final List<Failed> failed = new ArrayList<>();
  private final List<Told> told = new ArrayList<>();

  /** A page of a file. */
  record Place(int inode, long index) {

    boolean isIn(CallEvent.SyncBegan sync) {
      long start = index * PAGE;
      return inode == sync.inode()
          && start + PAGE > sync.position()
          && start - sync.position() < sync.length();
    }
  }

  /** An open file was told that writing failed. */
  private record Told(int inode, long file, long number) {}

  /** A page that could not be written. */
  private static final class Failed {

    final Place place;
    final long number;

    /** The last request for durability that should have been told of it and was not. */
    long swallowedBy = -1;

    Failed(Place place, long number) {
      this.place = place;
      this.number = number;
    }
  }

  FailedPages() {}

  /** Knows what the other one knows, while nothing is in flight. */
  FailedPages(FailedPages other) {
    addAll(other);
  }

  /** Takes over what another one saw. */
  void addAll(FailedPages other) {
    places.putAll(other.places);
    writing.addAll(other.writing);
    opened.putAll(other.opened);
    failed.addAll(other.failed);
    told.addAll(other.told);
  }

  void cache(CacheEvent event) {
    switch (event) {
      case CacheEvent.FolioAdded e -> places.put(e.folio(), new Place(e.inode(), e.index()));
      case CacheEvent.FolioRemoved e -> places.remove(e.folio());
      case CacheEvent.MarkSet _, CacheEvent.MarkCleared _ -> {
        // says nothing about where pages are
      }
    }
  }

  void flag(FolioEvent.FlagSet event) {
    if (event.flag() == PageFlag.WRITEBACK) {
      writing.add(event.folio());
    }
  }

  void flag(FolioEvent.FlagCleared event) {
    if (event.flag() == PageFlag.WRITEBACK) {
      writing.remove(event.folio());
    }
  }

  /** The file that a page is in, and where; null for none. */
  @Nullable Place placeOf(int folio) {
    return places.get(folio);
  }

  void device(long number, BlockEvent event) {
    if (event instanceof BlockEvent.BioSubmitted bio && bio.op() == BioOp.WRITE) {
      bios.put(bio.bio(), pagesOf(bio));
    } else if (event instanceof BlockEvent.BioCompleted bio) {
      List<Place> pages = bios.remove(bio.bio());
      if (bio.status() != 0 && pages != null) {
        pages.forEach(place -> failed.add(new Failed(place, number)));
      }
    }
  }

  /**
   * What matters of the order: whether a change, or a request for durability, came before a failure
   * or after it, and whether a file was opened or answered before somebody was told.
   */
  void order(Event event, AccessListener footprint) {
    switch (event) {
      case CallEvent.ChangeBegan e -> footprint.read(failing(e.inode()));
      case CallEvent.ChangeEnded e -> footprint.read(failing(e.inode()));
      case CallEvent.StoreEnded e -> footprint.read(failing(e.inode()));
      case CallEvent.ReshapeBegan e -> footprint.read(failing(e.inode()));
      case CallEvent.ReshapeEnded e -> footprint.read(failing(e.inode()));
      case CallEvent.FileCloned e -> {
        footprint.read(failing(e.source()));
        footprint.read(failing(e.target()));
      }
      case CallEvent.SyncBegan e -> footprint.read(failing(e.inode()));
      case CallEvent.FileOpened e -> footprint.read(telling(e.inode()));
      case CallEvent.SyncEnded e -> {
        footprint.read(failing(e.inode()));
        if (e.result() == 0) {
          footprint.read(telling(e.inode()));
        } else {
          footprint.write(telling(e.inode()));
        }
      }
      case BlockEvent.BioCompleted e when e.status() != 0 ->
          bios.getOrDefault(e.bio(), List.of())
              .forEach(place -> footprint.write(failing(place.inode)));
      default -> {
        // its order means nothing here
      }
    }
  }

  private static long failing(int inode) {
    return MachineObserver.location(FAILING, inode);
  }

  private static long telling(int inode) {
    return MachineObserver.location(TELLING, inode);
  }

  /** Nothing is in memory or on its way any more. */
  void powerLost() {
    places.clear();
    writing.clear();
    bios.clear();
    asked.clear();
    askedAt.clear();
    opened.clear();
  }

  void opened(long number, CallEvent.FileOpened event) {
    opened.put(file(event.process(), event.fd()), number);
  }

  void asked(long number, CallEvent.SyncBegan event) {
    asked.put(event.task(), event);
    askedAt.put(event.task(), number);
  }

  void answered(long number, CallEvent.SyncEnded event) {
    CallEvent.SyncBegan question = asked.remove(event.task());
    Long since = askedAt.remove(event.task());
    long file = file(event.process(), event.fd());
    if (event.result() != 0) {
      told.add(new Told(event.inode(), file, number));
    } else if (question != null && since != null) {
      for (Failed page : failed) {
        if (page.place.isIn(question) && !isExcused(page, file)) {
          page.swallowedBy = Math.max(page.swallowedBy, since);
        }
      }
    }
  }

  /** The file is gone, with all that was the matter with it. */
  void evicted(int inode) {
    failed.removeIf(page -> page.place.inode == inode);
    told.removeIf(one -> one.inode == inode);
  }

  /** The changes, those uncertain whose bytes may be gone because the device failed. */
  List<Change> judged(List<Change> changes) {
    List<Change> judged = new ArrayList<>(changes);
    for (Failed page : failed) {
      List<Change> next = new ArrayList<>();
      judged.forEach(change -> split(change, page, next));
      judged = next;
    }
    return judged;
  }

  private static void split(Change change, Failed page, List<Change> into) {
    if (!isHit(change, page) || change.begin() > page.number || change.end() < page.swallowedBy) {
      into.add(change);
      return;
    }
    long from = Math.max(change.position(), page.place.index * PAGE);
    long to = Math.min(change.after(), (page.place.index + 1) * PAGE);
    add(change.between(change.position(), from), into);
    add(change.between(from, to).unconfirmed(), into);
    add(change.between(to, change.after()), into);
  }

  /**
   * Whether the page holds bytes of the change. A page that is emptied as a whole does not: what it
   * held is forgotten, not written. Nor does it hold the size of the file.
   */
  private static boolean isHit(Change change, Failed page) {
    long start = page.place.index * PAGE;
    boolean forgotten =
        change.content() == null && change.position() <= start && change.after() >= start + PAGE;
    return change.inode() == page.place.inode
        && change.certain()
        && change.length() > 0
        && change.touches(start, PAGE)
        && !forgotten;
  }

  private static void add(Change change, List<Change> into) {
    if (change.length() > 0) {
      into.add(change);
    }
  }

  private boolean isExcused(Failed page, long file) {
    long since = opened.getOrDefault(file, -1L);
    return told.stream()
        .anyMatch(one ->
            one.inode == page.place.inode
                && one.number > page.number
                && (one.file == file || one.number < since));
  }

  private List<Place> pagesOf(BlockEvent.BioSubmitted bio) {
    List<Place> pages = new ArrayList<>();
    for (BlockEvent.SegmentSubmitted segment : bio.segments()) {
      Place place = places.get((int) segment.buffer());
      if (place != null && writing.contains((int) segment.buffer())) {
        pages.add(place);
      }
    }
    return pages;
  }

  private static long file(int process, int fd) {
    return ((long) process << 32) | (fd & 0xffffffffL);
  }
}
