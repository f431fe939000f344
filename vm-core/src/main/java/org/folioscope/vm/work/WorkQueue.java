package org.folioscope.vm.work;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongArray;
import org.folioscope.eventlog.state.Sequence;
import org.folioscope.simulation.machine.Context;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.machine.TaskIds;
import org.folioscope.simulation.machine.TaskSpec;

/**
 * Work done later in process context by a kernel thread, in the order in which it was queued
 * (schedule_work).
 */
@Singleton
public final class WorkQueue implements StateOwner<WorkEvent> {

  private static final EventFamily<WorkEvent> FAMILY = EventFamily.of("work", 1, WorkEvent.class);
  private static final int WORKS_PER_CPU = 1_000_000;

  private final Machine machine;
  private final Emitter<WorkEvent> events;
  private final Sequence queue;
  private final LongArray queued;
  private final TaskSpec worker;
  private final SortedMap<Long, Runnable> bodies = new TreeMap<>();

  /** An empty queue; the kernel thread exists while there is work. */
  @Inject
  public WorkQueue(Machine machine) {
    this.machine = machine;
    this.queue = machine.space().sequence("work.queue");
    this.queued = machine.space().longs("work.queued");
    this.events = machine.own(this);
    this.worker =
        new TaskSpec(
            TaskIds.KERNEL_THREADS, "kworker", Context.PROCESS, TaskIds.KERNEL_THREADS, this::work);
  }

  /** Leaves the body to the kernel thread. In interrupt context as well. */
  public void queue(String name, Runnable body) {
    machine.atomic(() -> {
      int cpu = Math.max(machine.currentCpu(), 0);
      long number = (long) cpu * WORKS_PER_CPU + queued.get(cpu) + 1;
      bodies.put(number, body);
      events.emit(new WorkEvent.WorkQueued(number, cpu, name));
      if (!machine.isLive(worker.id())) {
        machine.start(worker);
      }
    });
  }

  @Override
  public EventFamily<WorkEvent> family() {
    return FAMILY;
  }

  @Override
  public void apply(WorkEvent event) {
    switch (event) {
      case WorkEvent.WorkQueued e -> {
        queue.addLast(e.work());
        queued.add(e.cpu(), 1);
      }
      case WorkEvent.WorkBegun e -> queue.remove(e.work());
    }
  }

  private void work() {
    boolean more = true;
    while (more) {
      machine.atomicGet(this::takeFirst).run();
      more = machine.atomicGet(() -> queue.size() > 0);
    }
  }

  private Runnable takeFirst() {
    long number = queue.get(0);
    events.emit(new WorkEvent.WorkBegun(number));
    return Objects.requireNonNull(bodies.remove(number));
  }
}
