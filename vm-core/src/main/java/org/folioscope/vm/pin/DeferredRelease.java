package org.folioscope.vm.pin;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongArray;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Frame;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.contract.Mounts;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.inode.Inodes;
import org.folioscope.vm.work.WorkQueue;

/**
 * A release of private data that has to wait until nobody else refers to the page. Whoever lets go
 * of it then may be an interrupt, so a worker does it, if the page is still clean.
 */
@Singleton
public final class DeferredRelease implements StateOwner<DeferredReleaseEvent> {

  private static final EventFamily<DeferredReleaseEvent> FAMILY =
      EventFamily.of("deferred-release", 1, DeferredReleaseEvent.class);

  /** The page cache, the private data, and who asks. */
  private static final int EXPECTED_REFERENCES = 3;

  private final Machine machine;
  private final Inodes inodes;
  private final Mounts mounts;
  private final WorkQueue work;
  private final boolean refuses;
  private final LongArray deferred;
  private final Emitter<DeferredReleaseEvent> events;

  /** Nothing is deferred. */
  @Inject
  public DeferredRelease(
      Machine machine, Inodes inodes, Mounts mounts, WorkQueue work, Policies policies) {
    this.machine = machine;
    this.inodes = inodes;
    this.mounts = mounts;
    this.work = work;
    this.refuses =
        policies.get(PinPolicies.RELEASE_REFERENCED) == PinPolicies.ReleaseReferenced.REFUSE;
    this.deferred = machine.space().longs("pin.deferred-release");
    this.events = machine.own(this);
  }

  /**
   * Whether the private data of a locked page has to stay for now, because somebody refers to the
   * page besides its cache, its page-table entries and the caller. Takes no step where that does
   * not matter.
   */
  public boolean defers(Folio folio) {
    return refuses
        && machine.atomicGet(() -> {
          if (!isReferenced(folio)) {
            return false;
          }
          if (!isDeferred(folio)) {
            events.emit(new DeferredReleaseEvent.ReleaseDeferred(folio.frame()));
          }
          return true;
        });
  }

  /** Somebody who held the page through page tables is about to let go; has a reference still. */
  public void beforePut(Folio folio) {
    if (refuses) {
      machine.atomic(() -> {
        if (isDeferred(folio)) {
          events.emit(new DeferredReleaseEvent.ReleaseTried(folio.frame()));
          folio.get();
          work.queue("deferred_release", () -> tryAgain(folio));
        }
      });
    }
  }

  private void tryAgain(Folio folio) {
    folio.lock();
    Inode inode = machine.nowGet(() -> inodes.of(folio.inode()));
    boolean wanted = inode.number() != 0 && machine.atomicGet(() -> isClean(folio));
    if (wanted && !defers(folio)) {
      try (Frame _ = machine.enter("filemap_release_folio", "folio", folio.frame())) {
        mounts.of(inode).mappings().releaseFolio(inode, folio);
      }
    }
    folio.unlock();
    folio.put();
  }

  private static boolean isClean(Folio folio) {
    return folio.is(PageFlag.PRIVATE) && !folio.is(PageFlag.DIRTY) && !folio.is(PageFlag.WRITEBACK);
  }

  private static boolean isReferenced(Folio folio) {
    return folio.refcount() - folio.mapcount() > EXPECTED_REFERENCES;
  }

  private boolean isDeferred(Folio folio) {
    return deferred.get(folio.frame()) != 0;
  }

  @Override
  public EventFamily<DeferredReleaseEvent> family() {
    return FAMILY;
  }

  @Override
  public void apply(DeferredReleaseEvent event) {
    switch (event) {
      case DeferredReleaseEvent.ReleaseDeferred e -> deferred.set(e.folio(), 1);
      case DeferredReleaseEvent.ReleaseTried e -> deferred.set(e.folio(), 0);
    }
  }
}
