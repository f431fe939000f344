package org.folioscope.vm.io;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongArray;
import org.folioscope.simulation.lock.Locks;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.machine.Wait;
import org.folioscope.vm.errno.Errno;

/**
 * The bios for which tasks sleep (submit_bio_wait): whether each task's bio is still under way, and
 * how the last one ended.
 */
@Singleton
final class AwaitedBios implements StateOwner<PageIoEvent> {

  private static final EventFamily<PageIoEvent> FAMILY =
      EventFamily.of("page-io", 1, PageIoEvent.class);

  private final Machine machine;
  private final Locks locks;
  private final Emitter<PageIoEvent> events;
  private final LongArray awaited;
  private final LongArray status;

  @Inject
  AwaitedBios(Machine machine, Locks locks) {
    this.machine = machine;
    this.locks = locks;
    this.awaited = machine.space().longs("page-io.awaited");
    this.status = machine.space().longs("page-io.status");
    this.events = machine.own(this);
  }

  /** The current task is about to submit a bio and to sleep for it. */
  void begin() {
    locks.mightSleep("submit_bio_wait");
    machine.now(() -> events.emit(new PageIoEvent.BioAwaited(machine.currentTask())));
  }

  /** The task's bio is done. In interrupt context. */
  void ended(int task, int bioStatus) {
    machine.atomic(() -> events.emit(new PageIoEvent.AwaitedBioEnded(task, bioStatus)));
  }

  /** Sleeps until the current task's bio is done; returns how it ended. */
  Errno sleep() {
    int task = machine.currentTask();
    machine.await(new BioDone(task));
    return machine.nowGet(() -> Errno.of(status.get(task)));
  }

  @Override
  public EventFamily<PageIoEvent> family() {
    return FAMILY;
  }

  @Override
  public void apply(PageIoEvent event) {
    switch (event) {
      case PageIoEvent.BioAwaited e -> awaited.set(e.task(), 1);
      case PageIoEvent.AwaitedBioEnded e -> {
        awaited.set(e.task(), 0);
        status.set(e.task(), e.status());
      }
    }
  }

  private final class BioDone implements Wait {

    private final int task;

    BioDone(int task) {
      this.task = task;
    }

    @Override
    public boolean ready() {
      return awaited.get(task) == 0;
    }

    @Override
    public String what() {
      return "a bio of its own";
    }
  }
}
