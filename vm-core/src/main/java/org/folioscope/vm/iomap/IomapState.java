package org.folioscope.vm.iomap;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongArray;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.vm.contract.FormatOptions;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;

/**
 * Which blocks of a page are valid and which are dirty (struct iomap_page, from 6.6 on struct
 * iomap_folio_state). A page has such a state only while somebody needs it, and the state holds a
 * reference to the page. All methods only inside a step, and but for reads with the page locked or
 * under a page-table lock.
 */
@Singleton
public final class IomapState implements StateOwner<IomapEvent> {

  private static final EventFamily<IomapEvent> FAMILY =
      EventFamily.of("iomap", 1, IomapEvent.class);

  private final Emitter<IomapEvent> events;
  private final LongArray attached;
  private final LongArray valid;
  private final LongArray dirty;
  private final long all;

  /** No page has a state. */
  @Inject
  IomapState(Machine machine, FormatOptions options) {
    this.attached = machine.space().longs("iomap.attached");
    this.valid = machine.space().longs("iomap.valid");
    this.dirty = machine.space().longs("iomap.dirty");
    this.all = (1L << Folio.SIZE / options.blockSize()) - 1;
    this.events = machine.own(this);
  }

  /** Whether the page has a state. */
  public boolean has(Folio folio) {
    return attached.get(folio.frame()) != 0;
  }

  /**
   * Gives a page a state if it has none; all blocks of a valid page are valid, of a dirty one dirty
   * (iomap_page_create, ifs_alloc).
   */
  public void attach(Folio folio) {
    if (!has(folio)) {
      events.emit(
          new IomapEvent.StateAttached(
              folio.frame(),
              folio.is(PageFlag.UPTODATE) ? all : 0,
              folio.is(PageFlag.DIRTY) ? all : 0));
      folio.attachPrivate();
    }
  }

  /** Takes the state away if there is one (iomap_page_release, ifs_free). */
  public void free(Folio folio) {
    if (has(folio)) {
      events.emit(new IomapEvent.StateFreed(folio.frame()));
      folio.detachPrivate();
    }
  }

  /** Whether a block is valid; without a state, as the page is. */
  public boolean isValid(Folio folio, int block) {
    return has(folio) ? (valid.get(folio.frame()) & 1L << block) != 0 : folio.is(PageFlag.UPTODATE);
  }

  /** Blocks are valid now, and the page when all are (iomap_set_range_uptodate). */
  public void setValid(Folio folio, int first, int last) {
    if (has(folio)) {
      long blocks = bits(first, last);
      if ((valid.get(folio.frame()) & blocks) != blocks) {
        events.emit(new IomapEvent.BlocksValid(folio.frame(), blocks));
      }
      if (valid.get(folio.frame()) != all) {
        return;
      }
    }
    folio.testAndSet(PageFlag.UPTODATE);
  }

  /** Whether a block is dirty; without a state, yes. */
  public boolean isDirty(Folio folio, int block) {
    return !has(folio) || (dirty.get(folio.frame()) & 1L << block) != 0;
  }

  /** Blocks are dirty now, where the page has a state to say so (iomap_set_range_dirty). */
  public void setDirty(Folio folio, int first, int last) {
    long blocks = bits(first, last);
    if (has(folio) && (dirty.get(folio.frame()) & blocks) != blocks) {
      events.emit(new IomapEvent.BlocksDirtied(folio.frame(), blocks));
    }
  }

  /** No block is dirty any more (iomap_clear_range_dirty). */
  public void clearDirty(Folio folio) {
    if (has(folio) && dirty.get(folio.frame()) != 0) {
      events.emit(new IomapEvent.BlocksCleaned(folio.frame()));
    }
  }

  @Override
  public EventFamily<IomapEvent> family() {
    return FAMILY;
  }

  @Override
  public void apply(IomapEvent event) {
    switch (event) {
      case IomapEvent.StateAttached e -> {
        attached.set(e.folio(), 1);
        valid.set(e.folio(), e.valid());
        dirty.set(e.folio(), e.dirty());
      }
      case IomapEvent.StateFreed e -> {
        attached.set(e.folio(), 0);
        valid.set(e.folio(), 0);
        dirty.set(e.folio(), 0);
      }
      case IomapEvent.BlocksValid e -> valid.set(e.folio(), valid.get(e.folio()) | e.blocks());
      case IomapEvent.BlocksDirtied e -> dirty.set(e.folio(), dirty.get(e.folio()) | e.blocks());
      case IomapEvent.BlocksCleaned e -> dirty.set(e.folio(), 0);
    }
  }

  private static long bits(int first, int last) {
    return (1L << last + 1) - (1L << first);
  }
}
