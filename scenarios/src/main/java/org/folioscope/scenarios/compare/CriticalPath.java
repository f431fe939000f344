package org.folioscope.scenarios.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folioscope.block.BioOp;
import org.folioscope.block.BlockEvent;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.Step;
import org.folioscope.scenarios.calls.CallEvent;
import org.folioscope.simulation.lock.LockEvent;
import org.folioscope.simulation.machine.Context;
import org.folioscope.simulation.machine.MachineEvent;
import org.folioscope.vm.folio.FolioEvent;
import org.folioscope.vm.folio.PageFlag;

/**
 * Virtual time along the critical path. Every task, device and interrupt has a clock that its own
 * events move on by what they cost. It never stands earlier than the event that woke the task, the
 * release of the lock that it takes, the end of the writeback that it looked for, or, for one that
 * the machine starts, everything before. So what goes on elsewhere costs nobody time who does not
 * wait for it.
 */
final class CriticalPath {

  private static final int MACHINE = -1;

  private final SortedMap<Integer, Long> clocks = new TreeMap<>();
  private final Map<Pricing.LockName, Long> releases = new LinkedHashMap<>();
  private final SortedMap<Integer, Long> syncs = new TreeMap<>();
  private final List<Long> times = new ArrayList<>();
  private BioOp submitted = BioOp.READ;
  private long now;
  private long answered;
  private long nanos;

  /** How many answers were given. */
  long answered() {
    return answered;
  }

  /** The time between asking and being answered, in all, in nanoseconds. */
  long nanos() {
    return nanos;
  }

  void stepBegins(Step step) {
    long woken = step.cause() == 0 ? 0 : times.get((int) step.cause() - 1);
    long own =
        step.task() == MACHINE
            ? clocks.values().stream().mapToLong(Long::longValue).max().orElse(0)
            : clocks.getOrDefault(step.task(), 0L);
    now = Math.max(woken, own);
  }

  void happened(Happening happening) {
    Event event = happening.event();
    if (happening.pricing().takesLock()) {
      now = Math.max(now, releases.getOrDefault(happening.pricing().lock(), 0L));
    }
    now += happening.nanos();
    times.add(now);
    switch (event) {
      case FolioEvent.FolioUnlocked e -> release(Pricing.pageLock(e.folio()));
      case LockEvent.LockReleased e -> release(Pricing.kernelLock(e.lock(), e.instance()));
      case LockEvent.ReadLockReleased e -> release(Pricing.kernelLock(e.lock(), e.instance()));
      case FolioEvent.FlagCleared e when e.flag() == PageFlag.WRITEBACK ->
          release(Pricing.pageLock(e.folio()));
      case BlockEvent.BioSubmitted e -> submitted = e.op();
      case MachineEvent.TaskStarted e ->
          clocks.put(
              e.task(), e.context() == Context.DEVICE ? now + Operation.latency(submitted) : now);
      case CallEvent.SyncBegan e -> syncs.put(e.task(), now);
      case CallEvent.SyncEnded e when happening.counted() && syncs.containsKey(e.task()) -> {
        answered++;
        nanos += now - syncs.getOrDefault(e.task(), now);
      }
      default -> {
        // nobody waits for it
      }
    }
  }

  void stepEnded(Step step) {
    if (step.task() != MACHINE) {
      clocks.put(step.task(), now);
    }
  }

  private void release(Pricing.LockName lock) {
    releases.merge(lock, now, Math::max);
  }
}
