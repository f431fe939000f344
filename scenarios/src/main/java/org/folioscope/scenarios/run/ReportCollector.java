package org.folioscope.scenarios.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.state.AccessListener;
import org.folioscope.scenarios.calls.CallEvent;
import org.folioscope.scenarios.outcome.Violation;
import org.folioscope.simulation.machine.MachineObserver;
import org.folioscope.simulation.report.Kind;
import org.folioscope.simulation.report.ReportEvent;
import org.folioscope.vm.errno.Errno;

/** Collects what is reported while it happens, and which tasks did anything. */
final class ReportCollector implements MachineObserver {

  private static final long REPORTS = MachineObserver.location(0, 0);

  private final List<Violation> violations = new ArrayList<>();
  private final SortedSet<Integer> tasks = new TreeSet<>();
  private final SortedSet<Errno> refused = new TreeSet<>();
  private final int listed;
  private boolean bugSeen;

  /** Watches a scenario that lists so many tasks. */
  ReportCollector(int listed) {
    this.listed = listed;
  }

  @Override
  public void happened(long number, int task, Event event) {
    if (event instanceof CallEvent.CallBegan call) {
      tasks.add(call.task());
    }
    if (event instanceof CallEvent.CallReturned call && isRefused(call)) {
      refused.add(Errno.of(call.result()));
    }
    if (event instanceof ReportEvent.ViolationReported report) {
      violations.add(Violation.of(report, number, task, bugSeen));
      bugSeen |= report.kind() == Kind.BUG;
    }
  }

  /** Who is interrupted is killed, and refused nothing. */
  private boolean isRefused(CallEvent.CallReturned call) {
    return call.task() < listed && call.result() < 0 && call.result() != Errno.EINTR.result();
  }

  /**
   * What is reported after a BUG does not count, so it matters what came first; but for lock
   * orders, which always count.
   */
  @Override
  public void order(Event event, AccessListener footprint) {
    if (event instanceof ReportEvent.ViolationReported report) {
      if (report.kind() == Kind.BUG) {
        footprint.write(REPORTS);
      } else if (report.kind() != Kind.LOCKDEP) {
        footprint.add(REPORTS);
      }
    }
  }

  void clear() {
    violations.clear();
    tasks.clear();
    refused.clear();
    bugSeen = false;
  }

  /** Whether the task has made a call. */
  boolean sawTask(int task) {
    return tasks.contains(task);
  }

  /** With which errors calls of the listed tasks failed. */
  SortedSet<Errno> refused() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(refused));
  }

  List<Violation> violations() {
    return List.copyOf(violations);
  }
}
