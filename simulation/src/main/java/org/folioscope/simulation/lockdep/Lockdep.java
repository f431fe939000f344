package org.folioscope.simulation.lockdep;

import java.util.ArrayList;
import java.util.List;
import org.folioscope.eventlog.log.Event;
import org.folioscope.simulation.machine.Machine;
import org.folioscope.simulation.machine.MachineObserver;
import org.folioscope.simulation.report.Kind;
import org.folioscope.simulation.report.Reports;

/**
 * Watches a machine and reports each order of locks that can deadlock, in the step that shows it.
 * What was seen in set-up belongs to every execution; one execution knows nothing of another.
 */
public final class Lockdep implements MachineObserver {

  private final Machine machine;
  private final Reports reports;
  private final List<Complaint> early = new ArrayList<>();
  private final List<Complaint> found = new ArrayList<>();
  private final Validator validator = new Validator(task -> List.of(), found::add);
  private boolean settingUp = true;

  /** Watches once it is told to. */
  public Lockdep(Machine machine, Reports reports) {
    this.machine = machine;
    this.reports = reports;
  }

  @Override
  public void happened(long number, int task, Event event) {
    validator.fold(number, task, event);
    if (!found.isEmpty()) {
      tell();
    }
  }

  /** The machine is set up. What was found until now is reported by every execution. */
  public void setUp() {
    validator.mark();
    settingUp = false;
  }

  /** An execution begins, from the end of set-up. */
  public void begin() {
    validator.rollBack();
    if (!early.isEmpty()) {
      machine.now(() -> early.forEach(this::report));
    }
  }

  /** In which orders locks were taken in set-up and in this execution. */
  public LockOrder order() {
    return validator.order();
  }

  private void tell() {
    List<Complaint> now = List.copyOf(found);
    found.clear();
    if (settingUp) {
      early.addAll(now);
    } else {
      now.forEach(this::report);
    }
  }

  private void report(Complaint complaint) {
    reports.violation(Kind.LOCKDEP, complaint.id(), "lockdep", complaint.message());
  }
}
