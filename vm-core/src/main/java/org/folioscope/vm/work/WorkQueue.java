package org.folioscope.vm.work;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongArray;
import org.folioscope.eventlog.state.LongCell;
import org.folioscope.eventlog.state.Sequence;
import org.folioscope.eventlog.state.StableHash;
import org.folioscope.simulation.machine.Context;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.machine.TaskIds;
import org.folioscope.simulation.machine.TaskSpec;

/**
 * Work done later in process context by kernel threads (queue_work). Work of one kind is done in
 * the order in which it was queued. Work of another kind does not wait for it, as it belongs to
 * another workqueue: a second kernel thread does it while the first one is busy, or sleeps.
 */
@Singleton
public final class WorkQueue implements StateOwner<WorkEvent> {

  private static final EventFamily<WorkEvent> FAMILY = EventFamily.of("work", 1, WorkEvent.class);
  private static final int WORKS_PER_CPU = 1_000_000;

  private final Machine machine;
  private final Emitter<WorkEvent> events;
  private final Sequence queue;
  private final Sequence beside;
  private final LongArray queued;
  private final LongCell kind;
  private final TaskSpec worker;
  private final TaskSpec second;
  private final SortedMap<Long, Runnable> bodies = new TreeMap<>();

  /** No work; a kernel thread exists while there is some for it. */
  @Inject
  public WorkQueue(Machine machine) {
    this.machine = machine;
    this.queue = machine.space().sequence("work.queue");
    this.beside = machine.space().sequence("work.beside");
    this.queued = machine.space().longs("work.queued");
    this.kind = machine.space().cell("work.kind");
    this.events = machine.own(this);
    this.worker = thread(TaskIds.KERNEL_THREADS, "kworker", this::work);
    this.second = thread(TaskIds.KERNEL_THREADS + 1, "kworker-2", this::workBeside);
  }

  private static TaskSpec thread(int id, String name, Runnable body) {
    return new TaskSpec(id, name, Context.PROCESS, id, body);
  }

  /**
   * Leaves the body to a kernel thread. In interrupt context as well.
   *
   * @param name the kind of work
   */
  public void queue(String name, Runnable body) {
    machine.atomic(() -> {
      int cpu = Math.max(machine.currentCpu(), 0);
      long number = (long) cpu * WORKS_PER_CPU + queued.get(cpu) + 1;
      bodies.put(number, body);
      if (!machine.isLive(worker.id()) || kind.get() == kindOf(name)) {
        events.emit(new WorkEvent.WorkQueued(number, cpu, name));
        startUnlessLive(worker);
      } else {
        events.emit(new WorkEvent.WorkQueuedBeside(number, cpu, name));
        startUnlessLive(second);
      }
    });
  }

  private void startUnlessLive(TaskSpec thread) {
    if (!machine.isLive(thread.id())) {
      machine.start(thread);
    }
  }

  private static long kindOf(String name) {
    return StableHash.of(name);
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
        kind.set(kindOf(e.name()));
      }
      case WorkEvent.WorkBegun e -> queue.remove(e.work());
      case WorkEvent.WorkQueuedBeside e -> {
        beside.addLast(e.work());
        queued.add(e.cpu(), 1);
      }
      case WorkEvent.WorkBegunBeside e -> beside.remove(e.work());
    }
  }

  private void work() {
    work(queue, WorkEvent.WorkBegun::new);
  }

  private void workBeside() {
    work(beside, WorkEvent.WorkBegunBeside::new);
  }

  private void work(Sequence waiting, LongFunction<WorkEvent> begun) {
    boolean more = true;
    while (more) {
      machine.atomicGet(() -> takeFirst(waiting, begun)).run();
      more = machine.atomicGet(() -> waiting.size() > 0);
    }
  }

  private Runnable takeFirst(Sequence waiting, LongFunction<WorkEvent> begun) {
    long number = waiting.get(0);
    events.emit(begun.apply(number));
    return Objects.requireNonNull(bodies.remove(number));
  }
}
