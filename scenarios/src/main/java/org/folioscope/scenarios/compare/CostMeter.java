package org.folioscope.scenarios.compare;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.folioscope.block.BlockEvent;
import org.folioscope.eventlog.log.Event;
import org.folioscope.scenarios.calls.CallEvent;
import org.folioscope.simulation.lock.LockEvent;
import org.folioscope.simulation.machine.MachineObserver;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.FolioEvent;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.lru.LruEvent;

/**
 * Counts what a run costs, from public events alone. Virtual time is what the events between two
 * moments cost by this table, whoever's they are:
 *
 * <table>
 * <caption>the cost table</caption>
 * <tr><td>an atomic change of a flag or count</td><td>20 ns</td></tr>
 * <tr><td>taking a lock</td><td>40 ns</td></tr>
 * <tr><td>a page copied by the CPU</td><td>400 ns</td></tr>
 * <tr><td>a page moved by the device</td><td>20 us</td></tr>
 * <tr><td>a flush of the device's cache</td><td>1 ms</td></tr>
 * <tr><td>an interrupt</td><td>2 us</td></tr>
 * </table>
 */
final class CostMeter implements MachineObserver {

  private static final long PAGE = 4096;
  private static final long ATOMIC_NANOS = 20;
  private static final long LOCK_NANOS = 40;
  private static final long COPY_NANOS_PER_PAGE = 400;
  private static final long DEVICE_NANOS_PER_PAGE = 20_000;
  private static final long FLUSH_NANOS = 1_000_000;
  private static final long INTERRUPT_NANOS = 2_000;

  private final SortedSet<Integer> dirty = new TreeSet<>();
  private final SortedSet<Integer> isolated = new TreeSet<>();
  private final SortedMap<Integer, Long> syncBegan = new TreeMap<>();
  private final int checkTask;
  private boolean counting;
  private boolean over;
  private long now;
  private long copied;
  private long atomics;
  private long locks;
  private long writebacks;
  private long skipped;
  private long syncs;
  private long syncNanos;
  private long refused;

  /**
   * Counts nothing yet.
   *
   * @param checkTask the task whose first event ends the counting: what follows is only looking
   */
  CostMeter(int checkTask) {
    this.checkTask = checkTask;
  }

  /** From here on it counts: set-up is over. */
  void start() {
    counting = true;
  }

  Map<Cost, Long> costs() {
    Map<Cost, Long> costs = new EnumMap<>(Cost.class);
    long pages = Math.max(1, writebacks);
    costs.put(Cost.BYTES_COPIED, copied);
    costs.put(Cost.ATOMICS_PER_WRITEBACK, atomics / pages);
    costs.put(Cost.LOCKS_PER_WRITEBACK, locks / pages);
    costs.put(Cost.SKIPPED_BY_RECLAIM, skipped);
    costs.put(Cost.LEFT_DIRTY, (long) dirty.size());
    costs.put(Cost.FSYNC_MICROSECONDS, syncs == 0 ? 0 : syncNanos / syncs / 1000);
    costs.put(Cost.REFUSED, refused);
    return costs;
  }

  @Override
  public void happened(long number, int task, Event event) {
    over |= task == checkTask;
    if (over) {
      return;
    }
    if (counting
        || event instanceof FolioEvent.FlagSet
        || event instanceof FolioEvent.FlagCleared) {
      switch (event) {
        case FolioEvent e -> page(e);
        case LockEvent e -> lock(e);
        case BlockEvent e -> device(e);
        case LruEvent e -> lru(e);
        case CallEvent e -> call(e);
        default -> {
          // costs nothing
        }
      }
    }
  }

  private void page(FolioEvent event) {
    switch (event) {
      case FolioEvent.FlagSet e when e.flag() == PageFlag.DIRTY -> dirty.add(e.folio());
      case FolioEvent.FlagCleared e when e.flag() == PageFlag.DIRTY -> dirty.remove(e.folio());
      case FolioEvent.FlagSet e when counting && e.flag() == PageFlag.WRITEBACK -> writebacks++;
      default -> {
        // an atomic operation like any other
      }
    }
    if (!counting) {
      return;
    }
    switch (event) {
      case FolioEvent.DataStored e when e.writer() == FolioEvent.Writer.CPU -> {
        copied += e.content().length();
        now += e.content().length() * COPY_NANOS_PER_PAGE / PAGE;
      }
      case FolioEvent.DataStored e -> now += e.content().length() * DEVICE_NANOS_PER_PAGE / PAGE;
      case FolioEvent.FolioLocked _ -> {
        locks++;
        now += LOCK_NANOS;
      }
      default -> {
        atomics++;
        now += ATOMIC_NANOS;
      }
    }
  }

  private void lock(LockEvent event) {
    if (event instanceof LockEvent.LockAcquired || event instanceof LockEvent.ReadLockAcquired) {
      locks++;
      now += LOCK_NANOS;
    }
  }

  private void device(BlockEvent event) {
    switch (event) {
      case BlockEvent.SectorsWritten e ->
          now += e.content().length() * DEVICE_NANOS_PER_PAGE / PAGE;
      case BlockEvent.CacheFlushed _ -> now += FLUSH_NANOS;
      case BlockEvent.BioCompleted _ -> now += INTERRUPT_NANOS;
      case BlockEvent.BioSubmitted _ -> {
        // counted when it is served
      }
    }
  }

  private void lru(LruEvent event) {
    switch (event) {
      case LruEvent.FolioUnlisted e -> isolated.add(e.folio());
      case LruEvent.FolioListed e -> skipped += isolated.remove(e.folio()) ? 1 : 0;
      default -> {
        // neither looked at nor put back
      }
    }
  }

  private void call(CallEvent event) {
    switch (event) {
      case CallEvent.SyncBegan e -> syncBegan.put(e.task(), now);
      case CallEvent.SyncEnded e -> {
        syncs++;
        syncNanos += now - syncBegan.getOrDefault(e.task(), now);
      }
      case CallEvent.CallReturned e -> refused += e.result() == Errno.EFAULT.result() ? 1 : 0;
      default -> {
        // costs nothing of its own
      }
    }
  }
}
