package org.folioscope.scenarios.compare;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.scenarios.calls.CallEvent;
import org.folioscope.simulation.machine.MachineEvent;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.vmstat.VmstatEvent;

/** Folds the log of one run into what the run cost. */
final class RunFold {

  private static final double NANOS_PER_MICROSECOND = 1_000;
  private static final Pattern OWN_STORE = Pattern.compile("(\\w+\\s*=\\s*)?store\\(.*");

  private final long setupEvents;
  private final int finallyTask;
  private final int checkTask;
  private final WritebackSections writeback = new WritebackSections();
  private final ReclaimVisits reclaim = new ReclaimVisits();
  private final CriticalPath time = new CriticalPath();
  private final SortedMap<Integer, String> calls = new TreeMap<>();
  private boolean tasksEnded;
  private boolean over;
  private long leftDirty;
  private long copied;
  private long atomics;
  private long locks;
  private long refused;
  private boolean limited;
  private long throttled;

  /**
   * Nothing is folded yet.
   *
   * @param setupEvents how many events at the beginning belong to set-up
   * @param finallyTask the task whose start ends the scenario's tasks
   * @param checkTask the task whose start ends the counting: what follows is only looking
   */
  RunFold(long setupEvents, int finallyTask, int checkTask) {
    this.setupEvents = setupEvents;
    this.finallyTask = finallyTask;
    this.checkTask = checkTask;
  }

  /** Takes everything that a cursor gives. */
  RunFold takeAll(LogCursor log) {
    try (log) {
      for (LoggedStep step = log.next(); step != null && !over; step = log.next()) {
        take(step);
      }
    }
    return this;
  }

  /** Takes the next step of the log. */
  void take(LoggedStep step) {
    time.stepBegins(step.step());
    Set<Pricing.LockName> held = new LinkedHashSet<>();
    for (LoggedStep.Logged logged : step.events()) {
      Event event = logged.event();
      if (event instanceof MachineEvent.TaskStarted started) {
        started(started.task());
      }
      Pricing pricing = Pricing.of(event);
      boolean hold = pricing.takesLock() && held.add(pricing.lock());
      boolean counted = logged.number() > setupEvents && !over;
      Happening happening = new Happening(step.step().task(), event, pricing, hold, counted);
      writeback.happened(happening);
      reclaim.happened(happening);
      time.happened(happening);
      call(event);
      if (counted) {
        pay(happening);
      }
    }
    time.stepEnded(step.step());
    writeback.stepEnded();
    reclaim.stepEnded();
  }

  /** What the run cost; without costs that do not apply. */
  Map<Cost, Double> costs() {
    Map<Cost, Double> costs = new EnumMap<>(Cost.class);
    costs.put(Cost.BYTES_COPIED, (double) copied);
    if (writeback.writebacks() > 0) {
      double pages = writeback.writebacks();
      costs.put(Cost.ATOMICS_PER_WRITEBACK, writeback.atomics() / pages);
      costs.put(Cost.LOCKS_PER_WRITEBACK, writeback.locks() / pages);
    }
    costs.put(Cost.ATOMICS, (double) atomics);
    costs.put(Cost.LOCKS, (double) locks);
    costs.put(Cost.SKIPPED_BY_RECLAIM, (double) reclaim.skipped());
    costs.put(Cost.SKIPPED_PINNED, (double) reclaim.pinned());
    costs.put(Cost.STRIPPED_BY_RECLAIM, (double) reclaim.stripped());
    costs.put(Cost.LEFT_DIRTY, (double) (tasksEnded ? leftDirty : reclaim.dirty()));
    if (time.answered() > 0) {
      costs.put(Cost.FSYNC_MICROSECONDS, time.nanos() / NANOS_PER_MICROSECOND / time.answered());
    }
    if (limited) {
      costs.put(Cost.DIRTY_THROTTLING, (double) throttled);
    }
    costs.put(Cost.REFUSED, (double) refused);
    return costs;
  }

  private void started(int task) {
    if (!tasksEnded && (task == finallyTask || task == checkTask)) {
      tasksEnded = true;
      leftDirty = reclaim.dirty();
    }
    over |= task == checkTask;
  }

  private void call(Event event) {
    switch (event) {
      case CallEvent.CallBegan e -> calls.put(e.task(), e.call());
      case CallEvent.CallReturned e -> calls.remove(e.task());
      default -> {
        // within a call
      }
    }
  }

  private void pay(Happening happening) {
    atomics += happening.pricing().operation().atomics();
    locks += happening.hold() ? 1 : 0;
    if (happening.pricing().operation() == Operation.CPU_COPY && !storesItself(happening.task())) {
      copied += happening.pricing().bytes();
    }
    switch (happening.event()) {
      case CallEvent.CallReturned returned -> refused += isRefusal(returned.result()) ? 1 : 0;
      case VmstatEvent vmstat -> {
        limited = true;
        throttled += vmstat instanceof VmstatEvent.WriterThrottled ? 1 : 0;
      }
      default -> {
        // costs nothing beside its operation
      }
    }
  }

  /** Whether it is the program that stores, by an instruction of its own, and not the kernel. */
  private boolean storesItself(int task) {
    return OWN_STORE.matcher(calls.getOrDefault(task, "")).matches();
  }

  private static boolean isRefusal(long result) {
    return result < 0
        && switch (Errno.of(result)) {
          case EACCES, EBUSY, EFAULT, EOPNOTSUPP, EROFS -> true;
          default -> false;
        };
  }
}
