package org.folioscope.vm.lru;

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
import org.folioscope.eventlog.state.Sequence;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.machine.TaskIds;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.Folios;
import org.folioscope.vm.folio.PageFlag;

/**
 * The LRU lists of the one node and the batches of each CPU. What happens under lru_lock is one
 * step.
 */
@Singleton
public final class Lru implements StateOwner<LruEvent> {

  private static final EventFamily<LruEvent> FAMILY = EventFamily.of("lru", 1, LruEvent.class);
  private static final int BATCH = 31;

  private final Machine machine;
  private final Folios folios;
  private final Emitter<LruEvent> events;
  private final Map<LruList, Sequence> lists = new EnumMap<>(LruList.class);
  private final Sequence[] batches = new Sequence[TaskIds.PROCESSES];

  /** Empty lists. */
  @Inject
  public Lru(Machine machine, Folios folios) {
    this.machine = machine;
    this.folios = folios;
    for (LruList list : LruList.values()) {
      lists.put(list, machine.space().sequence("lru." + list.name().toLowerCase(Locale.ROOT)));
    }
    for (int cpu = 0; cpu < batches.length; cpu++) {
      batches[cpu] = machine.space().sequence("lru.batch." + cpu);
    }
    this.events = machine.own(this);
    folios.onFree(this::forget);
  }

  /**
   * Hands a new folio to this CPU's batch, which holds a reference until it is drained
   * (folio_add_lru).
   */
  public void add(Folio folio) {
    machine.now(() -> {
      int cpu = Math.max(machine.currentCpu(), 0);
      folio.get();
      events.emit(new LruEvent.FolioBatched(folio.frame(), cpu));
      if (batches[cpu].size() >= BATCH) {
        drainNow(cpu);
      }
    });
  }

  /**
   * Puts what is in this CPU's batch on its list, in a step if there is anything (lru_add_drain).
   */
  public void drain() {
    int cpu = Math.max(machine.currentCpu(), 0);
    if (machine.nowGet(() -> batches[cpu].size() > 0)) {
      machine.atomic(() -> drainNow(cpu));
    }
  }

  /**
   * Puts everything in the batches of all CPUs on its list, a step for each CPU that has something
   * (lru_add_drain_all).
   */
  public void drainAll() {
    while (machine.atomicGet(this::drainFirst)) {
      // the next CPU
    }
  }

  /** Puts what is in this CPU's batch on its lists (lru_add_drain). Only inside a step. */
  public void drainThisCpu() {
    drainNow(Math.max(machine.currentCpu(), 0));
  }

  /**
   * Isolates up to {@code most} folios from the tail of a list, with a reference each; pages that
   * are going away are passed over.
   */
  public List<Folio> isolate(LruList list, int most) {
    return machine.atomicGet(() -> {
      List<Folio> taken = new ArrayList<>();
      Sequence sequence = list(list);
      for (int at = sequence.size() - 1; at >= 0 && taken.size() < most; at--) {
        Folio folio = folios.of((int) sequence.get(at));
        if (!folio.unused()) {
          unlist(folio, list);
          folio.get();
          taken.add(folio);
        }
      }
      return taken;
    });
  }

  /** Isolates one folio if it is on a list, with a reference. */
  public boolean isolate(Folio folio) {
    return machine.atomicGet(() -> {
      if (!folio.is(PageFlag.LRU) || folio.unused()) {
        return false;
      }
      unlist(folio, listOf(folio));
      folio.get();
      return true;
    });
  }

  /**
   * Puts an isolated folio back at the head of the list that its flags name, and drops the
   * reference of the isolation.
   */
  public void putBack(Folio folio) {
    machine.atomic(() -> {
      events.emit(new LruEvent.FolioListed(folio.frame(), listFor(folio)));
      folio.testAndSet(PageFlag.LRU);
      folio.put();
    });
  }

  /**
   * Moves a clean, unlocked page whose writeback ended to the tail of the inactive list, to be
   * reclaimed next: reclaim had put it on the active list to get it out of the way meanwhile
   * (folio_rotate_reclaimable).
   */
  public void rotateReclaimable(Folio folio) {
    machine.now(() -> {
      boolean idle = !folio.is(PageFlag.LOCKED) && !folio.is(PageFlag.DIRTY);
      if (idle && folio.is(PageFlag.LRU)) {
        makeInactive(folio);
        events.emit(new LruEvent.FolioRotated(folio.frame(), listFor(folio)));
      }
    });
  }

  /** Moves a folio to the inactive list, referenced forgotten. */
  public void deactivate(Folio folio) {
    machine.atomic(() -> {
      folio.testAndClear(PageFlag.REFERENCED);
      makeInactive(folio);
    });
  }

  /** How many folios are on the list. */
  public int size(LruList list) {
    return list(list).size();
  }

  @Override
  public EventFamily<LruEvent> family() {
    return FAMILY;
  }

  @Override
  public void apply(LruEvent event) {
    switch (event) {
      case LruEvent.FolioBatched e -> batches[e.cpu()].addLast(e.folio());
      case LruEvent.FolioUnbatched e -> batches[e.cpu()].remove(e.folio());
      case LruEvent.FolioListed e -> list(e.list()).addFirst(e.folio());
      case LruEvent.FolioRotated e -> {
        list(e.list()).remove(e.folio());
        list(e.list()).addLast(e.folio());
      }
      case LruEvent.FolioUnlisted e -> list(e.list()).remove(e.folio());
    }
  }

  /** The list that a folio's flags name. */
  public static LruList listFor(Folio folio) {
    boolean active = folio.is(PageFlag.ACTIVE);
    if (folio.is(PageFlag.SWAPBACKED)) {
      return active ? LruList.ACTIVE_ANON : LruList.INACTIVE_ANON;
    }
    return active ? LruList.ACTIVE_FILE : LruList.INACTIVE_FILE;
  }

  private void makeInactive(Folio folio) {
    if (folio.is(PageFlag.ACTIVE) && folio.is(PageFlag.LRU)) {
      events.emit(new LruEvent.FolioUnlisted(folio.frame(), listFor(folio)));
      folio.testAndClear(PageFlag.ACTIVE);
      events.emit(new LruEvent.FolioListed(folio.frame(), listFor(folio)));
    }
  }

  private boolean drainFirst() {
    for (int cpu = 0; cpu < batches.length; cpu++) {
      if (batches[cpu].size() > 0) {
        drainNow(cpu);
        return true;
      }
    }
    return false;
  }

  private void drainNow(int cpu) {
    while (batches[cpu].size() > 0) {
      Folio folio = folios.of((int) batches[cpu].get(0));
      events.emit(new LruEvent.FolioUnbatched(folio.frame(), cpu));
      if (!folio.onlyHeldBy(1)) {
        events.emit(new LruEvent.FolioListed(folio.frame(), listFor(folio)));
        folio.testAndSet(PageFlag.LRU);
      }
      folio.put();
    }
  }

  private LruList listOf(Folio folio) {
    for (LruList list : LruList.values()) {
      if (list(list).contains(folio.frame())) {
        return list;
      }
    }
    throw new IllegalStateException(folio + " has PG_lru and is on no list");
  }

  private void unlist(Folio folio, LruList list) {
    events.emit(new LruEvent.FolioUnlisted(folio.frame(), list));
    folio.testAndClear(PageFlag.LRU);
  }

  private void forget(Folio folio) {
    if (folio.is(PageFlag.LRU)) {
      unlist(folio, listOf(folio));
    }
  }

  private Sequence list(LruList list) {
    return Objects.requireNonNull(lists.get(list));
  }
}
