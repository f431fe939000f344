package org.folioscope.vm.folio;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.folioscope.simulation.lock.Locks;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.simulation.report.Reports;
import org.folioscope.vm.waitqueue.WaitOptions;
import org.folioscope.vm.waitqueue.WaitQueues;

/**
 * All page frames of the machine, and the allocator. A frame is reused in the order last freed,
 * first reused, on each CPU.
 */
@Singleton
public final class Folios {

  final Machine machine;
  final Locks locks;
  final FolioState state;
  final Emitter<FolioEvent> events;
  final WaitQueues waits;
  final Reports reports;
  private final List<Folio> handles = new ArrayList<>();
  private final FsReclaim fsReclaim;
  private FreeHook freeHook = folio -> {};

  /** Takes a page off what else still lists it when its last reference goes. */
  @FunctionalInterface
  public interface FreeHook {

    /** The last reference is gone; called inside the step that dropped it. */
    void lastReferenceGone(Folio folio);
  }

  /** The frames of a machine, all free. */
  @Inject
  public Folios(
      Machine machine,
      Locks locks,
      FsReclaim fsReclaim,
      Reports reports,
      Policies policies,
      WaitOptions options) {
    this.machine = machine;
    this.locks = locks;
    this.fsReclaim = fsReclaim;
    this.reports = reports;
    this.state = new FolioState(machine);
    this.events = machine.own(state);
    this.waits = new WaitQueues(machine, new FolioBits(state, events), policies, options);
  }

  /** Says who must be told of freed pages: the LRU. */
  public void onFree(FreeHook hook) {
    freeHook = hook;
  }

  /** A free frame, with one reference for the caller. Takes a step. */
  public Folio allocate() {
    return machine.atomicGet(() -> {
      int cpu = Math.max(machine.currentCpu(), 0);
      fsReclaim.mightAllocate();
      int frame = state.nextFree(cpu);
      events.emit(new FolioEvent.FolioAllocated(frame, cpu));
      return of(frame);
    });
  }

  /** The folio of a frame number. */
  public Folio of(int frame) {
    while (handles.size() <= frame) {
      handles.add(new Folio(this, handles.size()));
    }
    return handles.get(frame);
  }

  void free(Folio folio) {
    freeHook.lastReferenceGone(folio);
    events.emit(new FolioEvent.FolioFreed(folio.frame(), Math.max(machine.currentCpu(), 0)));
  }
}
