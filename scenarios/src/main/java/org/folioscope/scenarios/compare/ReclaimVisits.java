package org.folioscope.scenarios.compare;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.folioscope.eventlog.log.Event;
import org.folioscope.gup.GupEvent;
import org.folioscope.vm.buffers.BufferEvent;
import org.folioscope.vm.folio.FolioEvent;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.lru.LruEvent;
import org.folioscope.vm.lru.LruList;

/**
 * The pages that reclaim takes off the LRU lists and puts back. Moves within one step, and from an
 * active list to the inactive one without a look at the page (shrink_active_list), are no visits.
 */
final class ReclaimVisits {

  private final SortedMap<Integer, Visit> visits = new TreeMap<>();
  private final SortedMap<Integer, Integer> pins = new TreeMap<>();
  private final SortedSet<Integer> dirty = new TreeSet<>();
  private final SortedSet<Integer> writeback = new TreeSet<>();
  private long skipped;
  private long pinned;
  private long stripped;

  private static final class Visit {
    private final int task;
    private final LruList from;
    private boolean locked;
    private boolean stripped;
    private boolean begins = true;

    Visit(int task, LruList from) {
      this.task = task;
      this.from = from;
    }

    boolean onlyAges(LruList to) {
      return !locked && isActive(from) && !isActive(to);
    }

    private static boolean isActive(LruList list) {
      return list == LruList.ACTIVE_FILE || list == LruList.ACTIVE_ANON;
    }
  }

  long skipped() {
    return skipped;
  }

  /** Of those skipped, the clean ones that were held by a pin. */
  long pinned() {
    return pinned;
  }

  long stripped() {
    return stripped;
  }

  /** The pages that are dirty now. */
  int dirty() {
    return dirty.size();
  }

  void happened(Happening happening) {
    Event event = happening.event();
    switch (event) {
      case FolioEvent e -> page(e, happening.task());
      case GupEvent.PageHeld e when e.pinned() -> pins.merge(e.folio(), 1, Integer::sum);
      case GupEvent.PageReleased e when e.pinned() -> pins.merge(e.folio(), -1, Integer::sum);
      case LruEvent.FolioUnlisted e -> visits.put(e.folio(), new Visit(happening.task(), e.list()));
      case LruEvent.FolioListed e -> putBack(e, happening.counted());
      case BufferEvent.BuffersFreed e -> strip(e.folio(), happening.task());
      default -> {
        // tells nothing of reclaim
      }
    }
  }

  void stepEnded() {
    visits.values().forEach(visit -> visit.begins = false);
  }

  private void page(FolioEvent event, int task) {
    switch (event) {
      case FolioEvent.FlagSet e when e.flag() == PageFlag.DIRTY -> dirty.add(e.folio());
      case FolioEvent.FlagCleared e when e.flag() == PageFlag.DIRTY -> dirty.remove(e.folio());
      case FolioEvent.FlagSet e when e.flag() == PageFlag.WRITEBACK -> writeback.add(e.folio());
      case FolioEvent.FlagCleared e when e.flag() == PageFlag.WRITEBACK ->
          writeback.remove(e.folio());
      case FolioEvent.FolioLocked e -> {
        Visit visit = visits.get(e.folio());
        if (visit != null && visit.task == task) {
          visit.locked = true;
        }
      }
      case FolioEvent.FolioFreed e -> {
        visits.remove(e.folio());
        dirty.remove(e.folio());
        writeback.remove(e.folio());
      }
      default -> {
        // tells nothing of reclaim
      }
    }
  }

  private void strip(int folio, int task) {
    Visit visit = visits.get(folio);
    if (visit != null && visit.task == task) {
      visit.stripped = true;
    }
  }

  private void putBack(LruEvent.FolioListed event, boolean counted) {
    Visit visit = visits.remove(event.folio());
    if (visit == null || visit.begins || visit.onlyAges(event.list()) || !counted) {
      return;
    }
    if (visit.stripped) {
      stripped++;
      return;
    }
    skipped++;
    boolean clean = !dirty.contains(event.folio()) && !writeback.contains(event.folio());
    if (visit.locked && clean && pins.getOrDefault(event.folio(), 0) > 0) {
      pinned++;
    }
  }
}
