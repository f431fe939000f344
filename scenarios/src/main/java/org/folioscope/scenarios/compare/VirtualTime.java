package org.folioscope.scenarios.compare;

import java.util.SortedMap;
import java.util.TreeMap;
import org.folioscope.block.BioOp;
import org.folioscope.block.BlockEvent;
import org.folioscope.eventlog.log.Event;
import org.folioscope.simulation.machine.Context;
import org.folioscope.simulation.machine.MachineEvent;
import org.folioscope.simulation.machine.MachineObserver;
import org.folioscope.simulation.schedule.Choice;
import org.folioscope.simulation.schedule.Scheduler;

/**
 * Runs the machine in virtual time by the cost table: whoever's clock is behind goes next, so that
 * programs and kernel threads run on while a device is busy. The machine's own clock stands still.
 */
final class VirtualTime implements Scheduler, MachineObserver {

  /** What a step without an event takes: reading something. */
  private static final long STEP_NANOS = 10;

  private final SortedMap<Integer, Long> clocks = new TreeMap<>();
  private BioOp submitted = BioOp.READ;
  private long now;

  /**
   * A run at whose beginning the tasks come late.
   *
   * @param starts when each task begins, in nanoseconds
   */
  VirtualTime(SortedMap<Integer, Long> starts) {
    clocks.putAll(starts);
  }

  /** The latest moment at which anything happened, in nanoseconds. */
  long now() {
    return now;
  }

  @Override
  public int choose(Choice choice) {
    int next = choice.task(0);
    for (int i = 1; i < choice.size(); i++) {
      next = clock(choice.task(i)) < clock(next) ? choice.task(i) : next;
    }
    now = Math.max(now, clock(next));
    clocks.put(next, now + STEP_NANOS);
    return next;
  }

  @Override
  public void happened(long number, int task, Event event) {
    now = Math.max(now, clock(task));
    clocks.put(task, now);
    Pricing pricing = Pricing.of(event);
    clocks.merge(task, pricing.nanos(), Long::sum);
    if (event instanceof BlockEvent.BioSubmitted bio) {
      submitted = bio.op();
    }
    if (event instanceof MachineEvent.TaskStarted started) {
      long late = started.context() == Context.DEVICE ? Operation.latency(submitted) : 0;
      clocks.merge(started.task(), clock(task) + late, Math::max);
    }
  }

  private long clock(int task) {
    return clocks.getOrDefault(task, 0L);
  }
}
