package org.folioscope.vm.dax;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.BooleanSupplier;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongMap;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.machine.Wait;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.cache.PageCache;
import org.folioscope.vm.contract.FormatOptions;
import org.folioscope.vm.contract.WritebackControl;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.Folios;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.rmap.Rmap;
import org.folioscope.vm.signal.Signals;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a device that is memory (fs/dax.c). A block has one page for ever: who still refers
 * to it when the block goes to another file reads and writes that file. The pages that a file's
 * blocks are stand in the file's index, so that they are found, mapped and taken out like others;
 * the device and the index each hold one reference, and with no other one a page is idle.
 */
@Singleton
public final class DaxPages implements StateOwner<DaxEvent> {

  private static final EventFamily<DaxEvent> FAMILY = EventFamily.of("dax", 1, DaxEvent.class);

  /** The device's and the index's. */
  private static final int IDLE = 2;

  private final Machine machine;
  private final Folios folios;
  private final PageCache cache;
  private final Rmap rmap;
  private final Signals signals;
  private final Emitter<DaxEvent> events;
  private final LongMap<Integer> pages;
  private final boolean waits;

  /** No block was touched yet. */
  @Inject
  public DaxPages(
      Machine machine,
      Folios folios,
      PageCache cache,
      Rmap rmap,
      Signals signals,
      FormatOptions options,
      Policies policies) {
    this.machine = machine;
    this.folios = folios;
    this.cache = cache;
    this.rmap = rmap;
    this.signals = signals;
    this.pages = machine.space().map("dax.pages");
    this.waits =
        options.dax()
            && policies.get(DaxPolicies.LAYOUT_CHANGE)
                == DaxPolicies.LayoutChange.WAIT_FOR_REFERENCES;
    this.events = machine.own(this);
  }

  /**
   * The page of a block that belongs to a page of a file now (dax_associate_entry). i_rwsem or
   * invalidate_lock is held, so that the block stays the file's.
   *
   * @param zeroed whether what the block held before must not be seen
   */
  public Folio associate(Inode inode, long index, long block, boolean zeroed) {
    Folio folio = page(block);
    if (zeroed) {
      machine.atomic(() -> folio.write(0, Content.fill(0, Folio.SIZE)));
    }
    if (machine.atomicGet(() -> cache.peek(inode, index)) == null) {
      cache.add(inode, index, folio);
    }
    return folio;
  }

  private Folio page(long block) {
    Integer known = machine.atomicGet(() -> pages.get(block));
    if (known != null) {
      return folios.of(known);
    }
    Folio folio = folios.allocate();
    return machine.atomicGet(() -> {
      Integer faster = pages.get(block);
      if (faster != null) {
        folio.put();
        return folios.of(faster);
      }
      folio.testAndSet(PageFlag.UPTODATE);
      events.emit(new DaxEvent.BlockIsPage(block, folio.frame()));
      return folio;
    });
  }

  /**
   * Before blocks go: unmaps the file's pages and sleeps until each is idle (dax_layout_busy_page,
   * ext4_break_layouts). invalidate_lock is held for write, and not while sleeping: then everything
   * is looked at again. With it held no page can be mapped anew, and what is not mapped nobody can
   * take hold of. EINTR when a signal ended the sleep.
   */
  public Errno breakLayouts(Inode inode) {
    if (!waits) {
      return Errno.OK;
    }
    try (Frame _ = machine.enter("dax_layout_busy_page", "inode", inode.number())) {
      Folio busy = busyPage(inode);
      while (busy != null) {
        Folio page = busy;
        inode.invalidateLock().upWrite();
        boolean[] idle = new boolean[1];
        machine.atomicWhen(new Idle(page, signals.killed()), () -> idle[0] = referrers(page) == 0);
        inode.invalidateLock().downWrite();
        if (!idle[0]) {
          return Errno.EINTR;
        }
        busy = busyPage(inode);
      }
      return Errno.OK;
    }
  }

  private @Nullable Folio busyPage(Inode inode) {
    long next = 0;
    while (true) {
      Folio folio = cache.next(inode, next, WritebackControl.END);
      if (folio == null) {
        return null;
      }
      folio.lock();
      next = machine.nowGet(folio::index) + 1;
      if (machine.atomicGet(folio::mapped)) {
        rmap.unmapAll(inode, folio);
      }
      boolean idle = machine.atomicGet(() -> referrers(folio) == 1);
      folio.unlock();
      folio.put();
      if (!idle) {
        return folio;
      }
    }
  }

  /** Who refers to a page beside device, index and page tables, which hold none of a DAX page. */
  private static int referrers(Folio folio) {
    return folio.refcount() - folio.mapcount() - IDLE;
  }

  @Override
  public EventFamily<DaxEvent> family() {
    return FAMILY;
  }

  @Override
  public void apply(DaxEvent event) {
    switch (event) {
      case DaxEvent.BlockIsPage e -> pages.put(e.block(), e.folio());
    }
  }

  /** Nobody but device and index refers to a page. */
  private static final class Idle implements Wait {

    private final Folio folio;
    private final BooleanSupplier killed;

    Idle(Folio folio, BooleanSupplier killed) {
      this.folio = folio;
      this.killed = killed;
    }

    @Override
    public boolean ready() {
      boolean enough = killed.getAsBoolean();
      return referrers(folio) == 0 || enough;
    }

    @Override
    public String what() {
      return "the last reference to " + folio;
    }

    @Override
    public Rescue endedBy() {
      return Rescue.SIGNAL;
    }
  }
}
