package org.folioscope.simulation.time;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.LongSupplier;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.StateOwner;
import org.folioscope.eventlog.state.LongCell;
import org.folioscope.eventlog.state.LongMap;
import org.folioscope.simulation.machine.Context;
import org.folioscope.simulation.machine.Emitter;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.machine.TaskIds;
import org.folioscope.simulation.machine.TaskSpec;
import org.folioscope.simulation.machine.Wait;

/**
 * Virtual time. It moves only when the clock, a task of its own, fires the earliest timer; the
 * scheduler may let it do so at any point once a timer is armed.
 */
@Singleton
public final class Timers implements StateOwner<TimeEvent> {

  private static final EventFamily<TimeEvent> FAMILY = EventFamily.of("time", 1, TimeEvent.class);

  /** Room for every task id that can sleep. */
  private static final int TASK_BITS = 12;

  private final Machine machine;
  private final Emitter<TimeEvent> events;
  private final LongCell now;
  private final LongMap<Boolean> armed;
  private final TaskSpec clock;

  /** The timers of a machine. */
  @Inject
  public Timers(Machine machine) {
    this.machine = machine;
    this.now = machine.space().cell("time.now");
    this.armed = machine.space().map("time.armed");
    machine.space().durable("time.now");
    this.events = machine.own(this);
    this.clock = new TaskSpec(TaskIds.CLOCK, "clock", Context.DEVICE, -1, this::tick);
    machine.readTimeFrom(() -> machine.peek(now::get));
  }

  /** The virtual time in nanoseconds. */
  public long now() {
    return now.get();
  }

  /** Sleeps for a virtual duration in nanoseconds. */
  public void sleep(long duration) {
    sleep(() -> duration);
  }

  /** The same for a duration that is asked for in the step in which the sleep begins. */
  public void sleep(LongSupplier duration) {
    long[] key = new long[1];
    machine.atomic(() -> {
      int task = machine.currentTask();
      long deadline = now.get() + duration.getAsLong();
      key[0] = keyOf(task, deadline);
      events.emit(new TimeEvent.TimerArmed(task, deadline));
      if (!machine.isLive(clock.id())) {
        machine.start(clock);
      }
    });
    machine.await(
        new Wait() {
          @Override
          public boolean ready() {
            return armed.get(key[0]) == null;
          }

          @Override
          public String what() {
            return "timer";
          }
        });
  }

  @Override
  public EventFamily<TimeEvent> family() {
    return FAMILY;
  }

  @Override
  public void apply(TimeEvent event) {
    switch (event) {
      case TimeEvent.TimerArmed e -> armed.put(keyOf(e.task(), e.deadline()), true);
      case TimeEvent.TimerFired e -> {
        armed.put(keyOf(e.task(), e.deadline()), null);
        now.set(e.deadline());
      }
    }
  }

  private void tick() {
    boolean more = true;
    while (more) {
      more =
          machine.atomicGet(() -> {
            Long earliest = armed.nextKey(0);
            if (earliest == null) {
              return false;
            }
            events.emit(
                new TimeEvent.TimerFired(
                    (int) (earliest & ((1 << TASK_BITS) - 1)), earliest >>> TASK_BITS));
            return armed.nextKey(0) != null;
          });
    }
  }

  private static long keyOf(int task, long deadline) {
    return (deadline << TASK_BITS) | task;
  }
}
