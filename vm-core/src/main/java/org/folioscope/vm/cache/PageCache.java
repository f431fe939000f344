package org.folioscope.vm.cache;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongMap;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.Folios;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.vmstat.DirtyCounts;
import org.jspecify.annotations.Nullable;

/**
 * The page cache: for each file the folios by page offset, and the marks. Each operation is what
 * the kernel does in one i_pages lock section or one lockless lookup, and is one step.
 */
@Singleton
public final class PageCache implements StateOwner<CacheEvent> {

  private static final EventFamily<CacheEvent> FAMILY =
      EventFamily.of("cache", 1, CacheEvent.class);
  private static final int INDEX_BITS = 32;

  private final Machine machine;
  private final Folios folios;
  private final DirtyCounts counts;
  private final Emitter<CacheEvent> events;
  private final LongMap<Integer> pages;
  private final Map<Mark, LongMap<Boolean>> marks = new EnumMap<>(Mark.class);

  /** An empty cache. */
  @Inject
  public PageCache(Machine machine, Folios folios, DirtyCounts counts) {
    this.machine = machine;
    this.folios = folios;
    this.counts = counts;
    this.pages = machine.space().map("cache.pages");
    for (Mark mark : Mark.values()) {
      marks.put(mark, machine.space().map("cache." + mark.name().toLowerCase(Locale.ROOT)));
    }
    this.events = machine.own(this);
  }

  /**
   * The folio that holds the page, with a reference for the caller, or null (filemap_get_folio).
   */
  public @Nullable Folio get(Inode inode, long index) {
    return machine.atomicGet(() -> {
      Folio folio = peek(inode, index);
      if (folio != null) {
        folio.get();
      }
      return folio;
    });
  }

  /** The folio that holds the page, without a reference, or null. Only inside a step. */
  public @Nullable Folio peek(Inode inode, long index) {
    Integer frame = pages.get(key(inode.number(), index));
    return frame == null ? null : folios.of(frame);
  }

  /** Puts the folio in the cache, if nobody else was faster. */
  public boolean add(Inode inode, long index, Folio folio) {
    return machine.atomicGet(() -> {
      if (peek(inode, index) != null) {
        return false;
      }
      folio.setMapping(inode.number(), index);
      events.emit(new CacheEvent.FolioAdded(inode.number(), index, folio.frame()));
      return true;
    });
  }

  /**
   * Takes a locked folio out of the cache; the caller drops the cache's reference afterwards. One
   * that is dirty counts no more. Only inside a step.
   */
  public void remove(Inode inode, Folio folio) {
    if (counts.concern(inode) && folio.is(PageFlag.DIRTY)) {
      counts.cleaned(inode);
    }
    for (Mark mark : Mark.values()) {
      clear(inode, folio, mark);
    }
    events.emit(new CacheEvent.FolioRemoved(inode.number(), folio.index(), folio.frame()));
    folio.clearMapping();
  }

  /** Sets a mark. Only inside a step. */
  public void set(Inode inode, Folio folio, Mark mark) {
    if (!isSet(inode, folio.index(), mark)) {
      events.emit(new CacheEvent.MarkSet(inode.number(), folio.index(), mark));
    }
  }

  /** Clears a mark. Only inside a step. */
  public void clear(Inode inode, Folio folio, Mark mark) {
    if (isSet(inode, folio.index(), mark)) {
      events.emit(new CacheEvent.MarkCleared(inode.number(), folio.index(), mark));
    }
  }

  /** Whether the page has the mark. */
  public boolean isSet(Inode inode, long index, Mark mark) {
    return markMap(mark).get(key(inode.number(), index)) != null;
  }

  /** The first cached page of a range, with a reference for the caller, or null. */
  public @Nullable Folio next(Inode inode, long first, long last) {
    return machine.atomicGet(() -> {
      Long next = pages.nextKey(key(inode.number(), first));
      if (next == null || next > key(inode.number(), last)) {
        return null;
      }
      Folio folio = folios.of(Objects.requireNonNull(pages.get(next)));
      folio.get();
      return folio;
    });
  }

  /** The first cached pages of a range, as many as fit (find_get_entries). */
  public FolioBatch batch(Inode inode, long first, long last) {
    return batch(pages, inode, first, last);
  }

  /** The first pages of a range that have the mark, as many as fit (filemap_get_folios_tag). */
  public FolioBatch batch(Inode inode, long first, long last, Mark mark) {
    return batch(markMap(mark), inode, first, last);
  }

  private FolioBatch batch(LongMap<?> index, Inode inode, long first, long last) {
    return machine.atomicGet(() -> {
      List<Folio> found = new ArrayList<>();
      long next = first;
      Long at = index.nextKey(key(inode.number(), first));
      while (at != null && at <= key(inode.number(), last)) {
        Folio folio = folios.of(Objects.requireNonNull(pages.get(at)));
        folio.get();
        found.add(folio);
        next = (at & indexMask()) + 1;
        at = found.size() == FolioBatch.SIZE ? null : index.nextKey(at + 1);
      }
      return new FolioBatch(found, next);
    });
  }

  /** Copies DIRTY to TOWRITE over a range, in one step (tag_pages_for_writeback). */
  public void tagForWriteback(Inode inode, long first, long last) {
    machine.atomic(() -> {
      Long at = markMap(Mark.DIRTY).nextKey(key(inode.number(), first));
      while (at != null && at <= key(inode.number(), last)) {
        if (markMap(Mark.TOWRITE).get(at) == null) {
          events.emit(new CacheEvent.MarkSet(inode.number(), at & indexMask(), Mark.TOWRITE));
        }
        at = markMap(Mark.DIRTY).nextKey(at + 1);
      }
    });
  }

  /** Whether any page of the file has the mark. */
  public boolean anyMarked(Inode inode, Mark mark) {
    return machine.atomicGet(() -> {
      Long next = markMap(mark).nextKey(key(inode.number(), 0));
      return next != null && next <= key(inode.number(), indexMask());
    });
  }

  /** The cached pages of the file with the mark, by ascending offset. Only inside a step. */
  public List<Folio> marked(Inode inode, Mark mark) {
    List<Folio> found = new ArrayList<>();
    Long at = markMap(mark).nextKey(key(inode.number(), 0));
    while (at != null && at <= key(inode.number(), indexMask())) {
      found.add(folios.of(Objects.requireNonNull(pages.get(at))));
      at = markMap(mark).nextKey(at + 1);
    }
    return found;
  }

  /** The cached pages of the file in a range, by ascending offset. Only inside a step. */
  public List<Folio> range(Inode inode, long first, long last) {
    List<Folio> found = new ArrayList<>();
    Long at = pages.nextKey(key(inode.number(), first));
    while (at != null && at <= key(inode.number(), last)) {
      found.add(folios.of(Objects.requireNonNull(pages.get(at))));
      at = pages.nextKey(at + 1);
    }
    return found;
  }

  @Override
  public EventFamily<CacheEvent> family() {
    return FAMILY;
  }

  @Override
  public void apply(CacheEvent event) {
    switch (event) {
      case CacheEvent.FolioAdded e -> pages.put(key(e.inode(), e.index()), e.folio());
      case CacheEvent.FolioRemoved e -> pages.put(key(e.inode(), e.index()), null);
      case CacheEvent.MarkSet e -> markMap(e.mark()).put(key(e.inode(), e.index()), true);
      case CacheEvent.MarkCleared e -> markMap(e.mark()).put(key(e.inode(), e.index()), null);
    }
  }

  /** Whether the folio still holds a page of this file: to be asked again after locking. */
  public static boolean holds(Folio folio, Inode inode) {
    return folio.inode() == inode.number();
  }

  private LongMap<Boolean> markMap(Mark mark) {
    return Objects.requireNonNull(marks.get(mark));
  }

  private static long key(int inode, long index) {
    return ((long) inode << INDEX_BITS) | index;
  }

  private static long indexMask() {
    return (1L << INDEX_BITS) - 1;
  }
}
