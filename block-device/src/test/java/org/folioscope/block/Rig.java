package org.folioscope.block;

import java.util.ArrayList;
import java.util.List;
import org.folioscope.eventlog.content.Content;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.eventlog.log.MemoryLog;
import org.folioscope.eventlog.state.StateSpace;
import org.folioscope.simulation.coroutine.Coroutines;
import org.folioscope.simulation.machine.Context;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.machine.RunEnd;
import org.folioscope.simulation.machine.TaskSpec;
import org.folioscope.simulation.report.Reports;
import org.folioscope.simulation.schedule.LowestFirst;
import org.folioscope.simulation.schedule.Scheduler;
import org.jspecify.annotations.Nullable;

/** A machine with a disk and nothing else. */
final class Rig {

  static final int PAGE = 4096;

  final StateSpace space = new StateSpace();
  final Machine machine = new Machine(space, Coroutines.fastest());
  final MemoryLog log = new MemoryLog(space);
  final BlockDevice disk;
  private Scheduler scheduler = new LowestFirst();

  Rig(DeviceOptions options) {
    disk = new BlockDevice(machine, options, new Reports(machine));
    machine.connect(log, false);
  }

  Rig() {
    this(DeviceOptions.DEFAULT);
  }

  Rig scheduledBy(Scheduler wanted) {
    scheduler = wanted;
    return this;
  }

  /** Runs each body as a process task on a CPU of its own, until all is over. */
  RunEnd run(Runnable... bodies) {
    for (int id = 0; id < bodies.length; id++) {
      machine.start(new TaskSpec(id, "t" + id, Context.PROCESS, id, bodies[id]));
    }
    RunEnd end = machine.run(scheduler, 0);
    if (end.failure() instanceof RuntimeException failure) {
      throw failure;
    }
    return end;
  }

  /** The events of a kind, in order. */
  <E extends Event> List<E> events(Class<E> type) {
    List<E> found = new ArrayList<>();
    try (LogCursor cursor = log.cursor()) {
      for (LoggedStep step = cursor.next(); step != null; step = cursor.next()) {
        step.events().stream()
            .map(LoggedStep.Logged::event)
            .filter(type::isInstance)
            .map(type::cast)
            .forEach(found::add);
      }
    }
    return found;
  }

  /** Memory that notes what the device does with it. */
  static final class Memory implements DmaBuffer {

    final List<String> accesses = new ArrayList<>();
    private Content content;
    private @Nullable Content next;
    private int loadsUntilThen;
    private boolean pinned;

    Memory(Content content) {
      this.content = content;
    }

    /** Has other bytes from the load after so many on. */
    Memory thenAfter(int loads, Content other) {
      next = other;
      loadsUntilThen = loads;
      return this;
    }

    Memory pinned() {
      pinned = true;
      return this;
    }

    Content content() {
      return content;
    }

    void become(Content other) {
      content = other;
    }

    @Override
    public long number() {
      return 7;
    }

    @Override
    public Content load(int offset, int length) {
      accesses.add("load " + offset + "+" + length);
      if (next != null && loadsUntilThen-- == 0) {
        content = next;
        next = null;
      }
      return content.slice(offset, length);
    }

    @Override
    public boolean mayBePinned() {
      return pinned;
    }

    @Override
    public void store(int offset, Content stored) {
      accesses.add("store " + offset + "+" + stored.length());
      int end = offset + stored.length();
      content =
          Content.concat(
              List.of(
                  content.slice(0, offset), stored, content.slice(end, content.length() - end)));
    }
  }

  static Memory page(int fill) {
    return new Memory(Content.fill(fill, PAGE));
  }

  static Bio write(long sector, DmaBuffer buffer, EndIo endIo) {
    return transfer(BioOp.WRITE, sector, buffer, endIo);
  }

  static Bio read(long sector, DmaBuffer buffer, EndIo endIo) {
    return transfer(BioOp.READ, sector, buffer, endIo);
  }

  private static Bio transfer(BioOp op, long sector, DmaBuffer buffer, EndIo endIo) {
    return Bio.transfer(op, sector, List.of(new Bio.Segment(buffer, 0, PAGE)), endIo);
  }
}
