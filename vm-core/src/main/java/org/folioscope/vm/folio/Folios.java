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
import org.folioscope.vm.signal.Signals;
import org.folioscope.vm.waitqueue.WaitOptions;
import org.folioscope.vm.waitqueue.WaitQueues;
import org.folioscope.vm.waitqueue.WakePolicies;

/**
 * All page frames of the machine, and the allocator. A frame is reused in the order last freed,
 * first reused, on each CPU, unless the schedule is to choose.
 */
@Singleton
public final class Folios {

  final Machine machine;
  final Locks locks;
  final FolioState state;
  final Emitter<FolioEvent> events;
  final WaitQueues waits;
  final FrameChecks checks;
  final Reports reports;
  final WakePolicies.WritebackEnd writebackEnd;
  private final boolean warnsUnusedWake;
  private final List<Folio> handles = new ArrayList<>();
  private final FsReclaim fsReclaim;
  private final FrameChoice choice;
  private final boolean anyFrame;
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
      WaitOptions waitOptions,
      MemoryOptions options,
      Signals signals) {
    this.machine = machine;
    this.locks = locks;
    this.fsReclaim = fsReclaim;
    this.reports = reports;
    this.writebackEnd = policies.get(WakePolicies.WRITEBACK_END);
    this.warnsUnusedWake =
        policies.get(WakePolicies.WARN_UNUSED_WAKE) == WakePolicies.Diagnostic.ON;
    this.state = new FolioState(machine);
    this.events = machine.own(state);
    this.choice = new FrameChoice(machine, state, events);
    this.anyFrame = options.anyFrame();
    this.checks = new FrameChecks(state, reports, options.debug());
    this.waits =
        new WaitQueues(
            machine,
            new FolioBits(state, events, checks, tailCheckAtClear()),
            policies,
            waitOptions,
            signals);
  }

  /** Says who must be told of freed pages: the LRU. */
  public void onFree(FreeHook hook) {
    freeHook = hook;
  }

  /**
   * A free frame, with one reference for the caller. Takes a step, or some more if the schedule is
   * to choose.
   */
  public Folio allocate() {
    if (anyFrame) {
      return of(choice.allocate(Math.max(machine.currentCpu(), 0), fsReclaim::mightAllocate));
    }
    return machine.atomicGet(() -> {
      int cpu = Math.max(machine.currentCpu(), 0);
      fsReclaim.mightAllocate();
      int frame = state.nextFree(cpu);
      events.emit(new FolioEvent.FolioAllocated(frame, cpu));
      return of(frame);
    });
  }

  /**
   * A huge page, as shmem and khugepaged want one: everything that is free becomes part of it,
   * behind a first frame of its own. Takes a step.
   */
  public Folio allocateHuge() {
    return machine.atomicGet(() -> {
      int cpu = Math.max(machine.currentCpu(), 0);
      fsReclaim.mightAllocate();
      int head = state.newFrame(cpu);
      events.emit(new FolioEvent.HugePageAllocated(head, cpu, state.allFree()));
      return of(head);
    });
  }

  /**
   * Takes all memory away that is free, with its struct pages (memory hot-remove); returns how many
   * pages that are. Takes a step.
   */
  public int removeFree() {
    return machine.atomicGet(() -> {
      List<Integer> frames = state.allFree();
      if (!frames.isEmpty()) {
        events.emit(new FolioEvent.MemoryRemoved(frames));
      }
      return frames.size();
    });
  }

  /** The folio of a frame number. */
  public Folio of(int frame) {
    while (handles.size() <= frame) {
      handles.add(new Folio(this, handles.size()));
    }
    return handles.get(frame);
  }

  /** Whether a bit that somebody may wait for falls at the end of the walk that wakes them. */
  boolean clearsInWalk() {
    return writebackEnd == WakePolicies.WritebackEnd.CLEAR_IN_WAKE
        || writebackEnd == WakePolicies.WritebackEnd.CLEAR_IN_WAKE_UNLESS_TAKEN;
  }

  private boolean tailCheckAtClear() {
    return writebackEnd != WakePolicies.WritebackEnd.NO_TAIL_CHECK;
  }

  /** The diagnostic before a walk, if it is in the kernel: a step of its own. */
  void warnIfUnused(Folio folio) {
    if (warnsUnusedWake) {
      machine.atomic(() -> {
        if (folio.refcount() == 0) {
          reports.warnOnce(
              "warn-wake-of-unused-folio",
              "folio_wake_bit",
              "WARNING at mm/filemap.c folio_wake_bit: " + folio + " has no references");
        }
      });
    }
  }

  void free(Folio folio) {
    freeHook.lastReferenceGone(folio);
    if (checks.isBadWhenFreed(folio.frame())) {
      events.emit(new FolioEvent.FolioLeaked(folio.frame()));
      return;
    }
    events.emit(new FolioEvent.FolioFreed(folio.frame(), Math.max(machine.currentCpu(), 0)));
  }
}
